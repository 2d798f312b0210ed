"""What is German: sentences, names, dates and reported speech."""

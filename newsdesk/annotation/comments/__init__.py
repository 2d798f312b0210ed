"""Comments of members on articles and on what is in them."""

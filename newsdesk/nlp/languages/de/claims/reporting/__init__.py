"""What reports: verbs and nouns of saying, what they take, and where a report ends."""

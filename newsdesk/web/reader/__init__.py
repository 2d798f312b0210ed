"""The reader's presenter: from rows to what the page shows. Only `rows` asks the database."""

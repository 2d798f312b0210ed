"""Words in quotation marks: whole, in parts, and those that nobody says."""

"""Who speaks, to whom, and who is meant."""

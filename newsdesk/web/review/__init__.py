"""Deciding about an article: what a page sends, what it gets back, and the history of it all."""

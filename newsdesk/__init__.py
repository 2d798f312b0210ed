"""Newsdesk reads the news the way an analyst does: who claims what, on whose authority, how certainly."""

"""Indirect speech by where its frame stands: before, behind, inside, or in a sentence of its own."""

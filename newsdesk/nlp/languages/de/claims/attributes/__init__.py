"""What the text says of a claim: certainty, polarity, tense, medium, evidence, and chains."""

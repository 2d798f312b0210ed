"""Human rows: what people decide about what a machine read, and what they add. Appended, never changed."""

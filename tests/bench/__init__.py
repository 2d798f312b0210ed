"""`python -m tests.bench [section …] [--json FILE]`: the figures that the design promises, measured."""

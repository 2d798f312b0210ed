"""What the packages above may listen to."""

from django.dispatch import Signal

run_succeeded = Signal()
"""A run's rows are written and committed: `run` is the run. Sent robustly, whoever listens may fail."""

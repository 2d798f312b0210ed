"""One module a format, each with a `FORMAT`. What is put here is found; see `newsdesk.parsing`."""

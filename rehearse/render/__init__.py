"""A report as JSON, text, Markdown or CSV: pure functions from values to strings."""

"""The use cases: asking, listening, keeping, reporting, free of devices and databases."""

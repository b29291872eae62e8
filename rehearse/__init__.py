"""Rehearse: practise interview answers aloud, at a desk, in private."""

__version__ = "0.1.0"

"""Adapters to disk: the archive of takes and the question packs."""

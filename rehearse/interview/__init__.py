"""The nouns of an interview: pure values that everything else speaks in."""

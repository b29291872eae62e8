"""The judgement: a transcript and its timing in, evidence out."""

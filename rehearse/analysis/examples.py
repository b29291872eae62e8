"""Examples: how many stories an answer tells."""

from rehearse.analysis.evidence import Structure
from rehearse.analysis.tokens import Tokens
from rehearse.interview.part import Part

_SECONDS = (
    ("second", ("one", "example", "thing", "time", "was", "story", "is")),
    ("other", ("one", "example", "thing", "time", "was", "story", "is")),
    ("another", ("one", "example", "thing", "time", "story")),
    ("secondly", ("",)),
)
_OUTCOME = (Part.RESULT, Part.REFLECTION)
_OPENING = (Part.SITUATION, Part.TASK)


def count_examples(tokens: Tokens, structure: Structure) -> int:
    """Count stories: a new one is announced, or begins again with its setting after an outcome."""
    begun = 1
    told = False
    for sentence in structure.sentences:
        if sentence.part in _OUTCOME:
            told = True
        elif told and sentence.part in _OPENING:
            begun, told = begun + 1, False
    return max(begun, 1 + _is_announced(tokens))


def _is_announced(tokens: Tokens) -> bool:
    for index in range(len(tokens)):
        for word, following in _SECONDS:
            if tokens.word(index) == word and ("" in following or tokens.word(index + 1) in following):
                return True
    return False

"""A headline: what a quick round asks of each story, and nothing else asks."""

HEADLINE_S = 20.0
"""At 145 words a minute two or three sentences of 19 words, the test corpus's median: no room for parts."""


def asks_for_headline(question_id: str | None, target_s: float) -> bool:
    """Whether no question of the bank was put, and no more than a headline's time given.

    A target alone doesn't tell: any question can be practised against a short one.
    """
    return not question_id and target_s <= HEADLINE_S

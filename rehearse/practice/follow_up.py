"""A follow-up: what an interviewer asks next, as a question of its own outside the bank."""

from collections.abc import Sequence

from rehearse.interview.question import Question

FOLLOW_UP_S = 45.0
"""A follow-up is answered in half the time, and timed by itself."""
_FOLLOW_UP = "Follow-up: "


def follow_up_to(question: Question | None, prompt: str) -> Question:
    """Ask on, and probe what the question before it probes; one to a follow-up is named as that one is."""
    title = prompt if question is None else _FOLLOW_UP + question.title.removeprefix(_FOLLOW_UP)
    principles = () if question is None else question.principles
    return Question("", title, prompt, principles, shape=(), follow_ups=(), pitfalls=(), target_s=FOLLOW_UP_S)


def asked_next(follow_ups: Sequence[str], asked: str) -> str | None:
    """The likeliest follow-up to an answer, but not again what it was an answer to."""
    return next((prompt for prompt in follow_ups if prompt != asked), None)

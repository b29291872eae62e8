"""Takes from the past."""

from datetime import datetime, timedelta
from pathlib import Path

from rehearse.interview.sound import Interval, SoundFacts
from rehearse.interview.take import Take, TakeCounts, TakeState, TakeSummary
from rehearse.interview.transcript import Heard, Transcript
from rehearse.interview.verdict import Verdict
from tests.fakes.clock import ManualClock
from tests.fakes.hearing import WHISPER, spoken


def summary_of(take: Take, counts: TakeCounts | None = None) -> TakeSummary:
    """A take as lists show it."""
    return TakeSummary(
        id=take.id,
        question_id=take.question_id,
        prompt=take.prompt,
        target_s=take.target_s,
        started_at=take.started_at,
        duration_s=take.sound.duration_s,
        state=take.state,
        verdict=Verdict.of(take.sound.duration_s, take.target_s),
        engine=None if take.heard is None else take.heard.transcript.engine,
        counts=counts,
        self_rating=take.self_rating,
        story_id=take.story_id,
        has_audio=take.audio is not None,
        starred=take.starred,
        edited=take.edited,
    )


def kept_take(
    take_id: str,
    question_id: str | None = "apology",
    *,
    duration_s: float = 88.0,
    days_ago: float = 1.0,
    now: datetime = ManualClock.start,
    text: str | None = None,
    audio: Path | None = None,
) -> Take:
    """A take from the past, transcribed when words are given."""
    heard = None
    if text is not None:
        words = spoken(text)
        heard = Heard(Transcript.of_words(words, WHISPER), (Interval(words[0].start_s, words[-1].end_s),))
    return Take(
        id=take_id,
        question_id=question_id,
        prompt="Tell me about a time you owed someone an apology.",
        target_s=90.0,
        started_at=now - timedelta(days=days_ago),
        state=TakeState.UNTRANSCRIBED if heard is None else TakeState.REPORTED,
        sound=SoundFacts(duration_s, peak_dbfs=-12.0),
        heard=heard,
        audio=audio,
    )

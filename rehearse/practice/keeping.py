"""How long sound is kept: the words of a take stay without it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from rehearse.interview.take import TakeState, TakeSummary
from rehearse.practice.desk import Desk


def can_go(take: TakeSummary) -> bool:
    """Whether its sound can be deleted without losing what was said: its words are written down."""
    return take.has_audio and take.state is TakeState.REPORTED


def outlived(
    takes: Iterable[TakeSummary], keep_audio_days: int | None, now: datetime
) -> tuple[TakeSummary, ...]:
    """The takes whose sound was kept as long as it was to be."""
    if keep_audio_days is None:
        return ()
    kept_since = now - timedelta(days=keep_audio_days)
    return tuple(take for take in takes if can_go(take) and take.started_at < kept_since)


def forget_old_sound(desk: Desk) -> int:
    """Delete the sound that has been kept as long as the settings say; gives how many takes had one.

    Raises:
        StorageError: it can't be deleted.
    """
    if desk.settings.keep_audio_days is None:
        return 0
    old = outlived(desk.archive.takes(), desk.settings.keep_audio_days, desk.now())
    for take in old:
        desk.archive.forget_sound(take.id)
    return len(old)

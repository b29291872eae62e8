"""Sounds that a recogniser put no word to, as fillers: each where it fell between the words."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from rehearse.analysis.evidence import Certainty, Filler, FillerKind
from rehearse.interview.sound import Interval
from rehearse.interview.transcript import Transcript

REASON = "a held sound that no word covers: an um, perhaps"


def unworded_fillers(
    sounds: Iterable[Interval], transcript: Transcript, worded: Iterable[Filler]
) -> Iterator[Filler]:
    """Give the sounds as fillers, but for those in the text already, as where a person put them there."""
    words = transcript.words
    middles = [(word.start_s + word.end_s) / 2 for word in words]
    pauses = [item.time for item in worded if item.kind is FillerKind.FILLED_PAUSE and item.time is not None]
    for sound in sounds:
        if any(sound.start_s < pause.end_s and pause.start_s < sound.end_s for pause in pauses):
            continue
        after = bisect_left(middles, (sound.start_s + sound.end_s) / 2)
        at = words[after].span[0] if after < len(words) else len(transcript.text)
        yield Filler("", FillerKind.UNWORDED, Certainty.POSSIBLE, REASON, (at, at), sound)

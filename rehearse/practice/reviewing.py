"""Working through the words of a take: where to hear them from, what was looked for, what counts."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from rehearse.analysis.evidence import Certainty, Filler, Metric
from rehearse.analysis.report import Report
from rehearse.interview.review import Decision, Subject, decision_on
from rehearse.interview.sound import Interval
from rehearse.interview.take import Take, TakeSummary
from rehearse.interview.transcript import Span, Transcript, Word
from rehearse.practice.correction import carried
from rehearse.practice.ports import TakeArchive

Item = Filler | Metric
"""Something that was found in the words and can be accepted or rejected."""

LEAD_S = 0.08
"""Heard before a word, so that its first sound is not cut off."""

_WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(r"\S+")


def stops(report: Report) -> tuple[Span, ...]:
    """Where a cursor can stand, in order: at each word, and where a wordless filler sounded."""
    transcript = report.transcript
    spans = [word.span for word in transcript.words] or [
        found.span() for found in _STOP.finditer(transcript.text)
    ]
    wordless = (item.span for item in (*report.fillers.items, *report.rejected) if not item.text)
    return tuple(sorted({*spans, *wordless}))


def word_at(transcript: Transcript, span: Span) -> Word | None:
    """The word that stands there, else the next; None after the last and where no times are known."""
    return next((word for word in transcript.words if word.span[1] > span[0]), None)


def word_heard_at(transcript: Transcript, position_s: float) -> Word | None:
    """The word that sounds at a time; None before the first, after the last and between two."""
    words = transcript.words
    index = bisect_right(words, position_s, key=lambda word: word.start_s) - 1
    return words[index] if index >= 0 and position_s < words[index].end_s else None


def heard_from(word: Word, voice: Sequence[Interval]) -> float:
    """Where to start so that a word is heard whole: a little early, but in no silence before the voice.

    A recogniser's times are rough at the edges of a silence; the voice activity is not.
    """
    for stretch in voice:
        if stretch.start_s <= word.start_s < stretch.end_s:
            return max(stretch.start_s, word.start_s - LEAD_S)
        if word.start_s < stretch.start_s < word.end_s:
            return stretch.start_s
    return max(0.0, word.start_s - LEAD_S)


def played_from(report: Report, stop: Span, voice: Sequence[Interval]) -> float | None:
    """Where to start so that what a cursor stands on is heard; None where no times are known."""
    if stop[0] == stop[1]:
        item = found_at(report, stop)
        if item is not None and item.time is not None:
            return max(0.0, item.time.start_s - LEAD_S)
    word = word_at(report.transcript, stop)
    return None if word is None else heard_from(word, voice)


# Searching


def places_said(text: str, query: str) -> tuple[Span, ...]:
    """Where the words of a search stand: together if they do anywhere, else each; beginnings will do."""
    wanted = [_folded(found[0]) for found in _WORD.finditer(query)]
    said = [(found.span(), _folded(found[0])) for found in _WORD.finditer(text)]
    if not wanted:
        return ()
    together = tuple(
        (said[at][0][0], said[at + len(wanted) - 1][0][1])
        for at in range(len(said) - len(wanted) + 1)
        if all(word.startswith(each) for (_, word), each in zip(said[at:], wanted, strict=False))
    )
    return together or tuple(span for span, word in said if word.startswith(tuple(wanted)))


def _folded(word: str) -> str:
    """A word as the archive's search knows it: without case and accents."""
    letters = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


# Deciding


def found_at(report: Report, span: Span) -> Item | None:
    """What was found in the words there, counted or rejected; None where nothing was."""
    found: Iterable[Item] = (*report.fillers.items, *report.rejected, *report.metrics.items)
    return next((item for item in found if _touch(item.span, span)), None)


def marked_stops(report: Report) -> tuple[Span, ...]:
    """The stops at which something found begins, in order."""
    found = (*report.fillers.items, *report.metrics.items, *report.rejected)
    firsts = (next((stop for stop in stops(report) if _touch(item.span, stop)), None) for item in found)
    return tuple(sorted({stop for stop in firsts if stop is not None}))


def counts(report: Report, item: Item) -> bool:
    """Whether it is counted."""
    return item not in report.rejected


def turned(report: Report, item: Item, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions with the one about this turned: rejected where it counts, else accepted."""
    subject = Subject.FILLER if isinstance(item, Filler) else Subject.METRIC
    kept = tuple(decisions)
    before = decision_on(kept, subject, item.span, item.text)
    kept = tuple(each for each in kept if each != before)
    if counts(report, item):
        return (*kept, Decision(subject, item.span, item.text, counts=False))
    doubtful = isinstance(item, Filler) and item.certainty is Certainty.POSSIBLE
    return (*kept, Decision(subject, item.span, item.text, counts=True)) if doubtful else kept


def turned_in(take: Take, report: Report, item: Item) -> tuple[Decision, ...]:
    """The take's decisions with the one about this turned, also where its words are others than the report's.

    A decision whose words are gone goes with them.
    """
    shown = report.transcript.text
    kept = shown if take.heard is None else take.heard.transcript.text
    return carried(turned(report, item, carried(take.decisions, kept, shown)), shown, kept)


def _touch(found: Span, span: Span) -> bool:
    """Whether two places share a letter; one without letters touches where it stands alone."""
    if found[0] == found[1] or span[0] == span[1]:
        return found == span
    return found[0] < span[1] and span[0] < found[1]


# The best take


def call_best(take_id: str, takes: Iterable[TakeSummary], archive: TakeArchive, *, best: bool) -> None:
    """Star a take as the best answer to its question, in the place of any other; or take its star away.

    Raises:
        StorageError: it can't be written.
    """
    listed = tuple(takes)
    question_ids = {take.question_id for take in listed if take.id == take_id} - {None}
    archive.star(take_id, best)
    for other in listed:
        if best and other.starred and other.id != take_id and other.question_id in question_ids:
            archive.star(other.id, False)

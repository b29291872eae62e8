"""The transcript: sentences with times and parts, words that play, and marks on what was counted."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise

from rehearse.analysis.evidence import Certainty, Filler, FillerKind, Sentence
from rehearse.analysis.report import Report
from rehearse.interview.transcript import Span, Word
from rehearse.render import wording
from rehearse.render.html.markup import Markup, element, join
from rehearse.render.html.page import Page, anchor, sentences
from rehearse.render.html.player import player


@dataclass(frozen=True, slots=True)
class Mark:
    """Some words that count as something; `look` is their class in the style sheet."""

    span: Span
    look: str
    title: str


LEGEND = {
    "filler": ("um", "filler"),
    "possible": ("like", "possible filler"),
    "metric": ("40 percent", "metric"),
    "vague": ("a lot", "amount without a number"),
}


def transcript_section(page: Page, name: str, heading: str) -> Markup:
    """The whole section, with its player where there is sound."""
    report = page.report
    rough = wording.rough_line(report)
    playable = page.audio is not None and bool(report.transcript.words)
    text = _Text(report, playable)
    return element(
        "section",
        element(heading, "Transcript", id=f"{name}-transcript"),
        element("p", rough, class_="rough") if rough else None,
        player(page, name) if page.audio is not None else None,
        element(
            "p",
            "Choose a word to hear it. With the keyboard: arrow keys go from word to word, "
            "Enter plays from there, Space stops and goes on.",
            class_="hint screen-only",
            id=f"{name}-keys",
            hidden=True,
        )
        if playable
        else None,
        _legend(text.looks),
        element(
            "ol",
            *(
                _sentence(sentence, until, text, anchor(name, index), playable)
                for index, (sentence, until) in enumerate(_with_ends(report))
            ),
            class_="sentences",
            aria_describedby=f"{name}-keys" if playable else None,
        ),
        class_="transcript",
        aria_labelledby=f"{name}-transcript",
    )


def _legend(looks: set[str]) -> Markup | None:
    shown = [(look, *told) for look, told in LEGEND.items() if look in looks]
    if not shown:
        return None
    return element(
        "p",
        element("span", "Marked: ", class_="hidden"),
        *(
            element("span", element("mark", sample, class_=f"{look} first last"), f" {meaning}")
            for look, sample, meaning in shown
        ),
        class_="legend",
    )


def _with_ends(report: Report) -> Iterator[tuple[Sentence, int]]:
    """Each sentence with the position at which the next one begins."""
    told = sentences(report)
    yield from zip(told, [*(each.span[0] for each in told[1:]), len(report.transcript.text) + 1], strict=True)


def _sentence(sentence: Sentence, until: int, text: "_Text", element_id: str, playable: bool) -> Markup:
    part = sentence.part
    return element(
        "li",
        _time(text.start_s(sentence), playable),
        element(
            "span",
            element("span", part.letter, aria_hidden="true"),
            element("span", str(part), class_="hidden"),
            class_=f"letter {part}",
            title=str(part),
        )
        if part
        else element("span", class_="letter none"),
        element("p", text.passage(sentence.span, until), class_="said", dir="auto"),
        id=element_id,
    )


def _time(start_s: float | None, playable: bool) -> Markup:
    if start_s is None:
        return element("span", class_="from")
    clock = wording.clock(start_s)
    if not playable:
        return element("span", clock, class_="from")
    label, at = f"Play from {clock}", f"{start_s:.2f}"
    return element("button", clock, type="button", class_="from", data_at=at, aria_label=label)


class _Text:
    """An answer's text, cut where words and marks begin and end."""

    def __init__(self, report: Report, playable: bool) -> None:
        self._text = report.transcript.text
        self._playable = playable
        self._words = report.transcript.words
        self._word_ends = [word.span[1] for word in self._words]
        self._marks = tuple(_apart(_marks(report)))
        self._mark_ends = [mark.span[1] for mark in self._marks]
        self._wordless_looks = {_look(item)[0] for item in report.fillers.items if not item.text}
        self._wordless = sorted(_wordless(report, playable))

    @property
    def looks(self) -> set[str]:
        """Which looks are in use."""
        return {mark.look for mark in self._marks} | self._wordless_looks

    def start_s(self, sentence: Sentence) -> float | None:
        """When a sentence begins."""
        if sentence.time is not None:
            return sentence.time.start_s
        first = bisect_right(self._word_ends, sentence.span[0])
        return self._words[first].start_s if first < len(self._words) else None

    def passage(self, span: Span, until: int) -> Markup:
        """A sentence without the blanks around it; what has no words belongs to it as far as the next one."""
        said = self._text[slice(*span)]
        start, end = span[1] - len(said.lstrip()), span[0] + len(said.rstrip())
        start = min(start, end)
        fallen: dict[int, Markup] = {}
        for at, what in self._wordless:
            if span[0] <= at < until:
                at = min(max(at, start), end)
                fallen[at] = join(fallen.get(at), " " if at == end else None, what, " " if at < end else None)
        return join(*self._runs(start, end, fallen))

    def _runs(self, start: int, end: int, fallen: Mapping[int, Markup]) -> Iterator[Markup | None]:
        pieces = pairwise(sorted(self._cuts(start, end) | fallen.keys()))
        for word, run in groupby(pieces, lambda piece: self._word_at(piece[0])):
            first, *rest = run
            yield fallen.get(first[0])
            others = (join(fallen.get(each[0]), self._piece(each)) for each in rest)
            content = join(self._piece(first), *others)
            if word is None or not self._playable:
                yield content
            else:
                yield element("span", content, class_="w", data_at=f"{word.start_s:.2f}")
        yield fallen.get(end)

    def _cuts(self, start: int, end: int) -> set[int]:
        words = self._words[bisect_right(self._word_ends, start) : bisect_right(self._word_ends, end) + 1]
        marks = self._marks[bisect_right(self._mark_ends, start) : bisect_right(self._mark_ends, end) + 1]
        spans = [word.span for word in words] + [mark.span for mark in marks]
        return {start, end} | {at for span in spans for at in span if start < at < end}

    def _word_at(self, at: int) -> Word | None:
        index = bisect_right(self._word_ends, at)
        return self._words[index] if index < len(self._words) and self._words[index].span[0] <= at else None

    def _piece(self, piece: Span) -> str:
        start, end = piece
        said = self._text[start:end]
        index = bisect_right(self._mark_ends, start)
        if index == len(self._marks) or (mark := self._marks[index]).span[0] > start:
            return said
        edges = " first" * (start == mark.span[0]) + " last" * (end == mark.span[1])
        return element("mark", said, class_=mark.look + edges, title=mark.title)


def _marks(report: Report) -> Iterator[Mark]:
    for filler in report.fillers.items:
        yield Mark(filler.span, *_look(filler))
    for metric in report.metrics.items:
        yield Mark(metric.span, "metric", f"metric: {wording.METRIC_KINDS[metric.kind]}")
    for vague in report.metrics.vague:
        yield Mark(vague.span, "vague", "an amount without a number")


def _look(filler: Filler) -> tuple[str, str]:
    """The class of a filler's mark, and its title."""
    if filler.certainty is Certainty.CERTAIN:
        return "filler", f"filler: {filler.reason}"
    return "possible", f"possible filler: {filler.reason}"


def _apart(marks: Iterator[Mark]) -> Iterator[Mark]:
    """In order and without overlap: the first to begin stands."""
    at = 0
    for mark in sorted(marks, key=lambda mark: mark.span):
        start, end = mark.span
        if at <= start < end:
            yield mark
            at = end


def _wordless(report: Report, playable: bool) -> Iterator[tuple[int, Markup]]:
    """Long pauses and sounds without a word, each with its position in the text."""
    for filler in report.fillers.items:
        if filler.kind is FillerKind.UNWORDED:
            look, title = _look(filler)
            sound = element("span", "∿", aria_hidden="true"), element("span", "a sound", class_="hidden")
            mark = element("mark", *sound, class_=f"{look} first last", title=title)
            if playable and filler.time is not None:
                mark = element("span", mark, class_="w", data_at=f"{filler.time.start_s:.2f}")
            yield filler.span[0], mark
    words = report.transcript.words
    starts = [word.start_s for word in words]
    for pause in report.timing.pauses or ():
        after = bisect_left(starts, (pause.start_s + pause.end_s) / 2)
        if 0 < after < len(words):
            yield words[after].span[0], element("span", f"pause {pause.duration_s:.1f} s", class_="pause")

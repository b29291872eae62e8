"""Several answers beside each other: how each figure went from one to the next, and all of them in a table.

Figures of different recognisers are not comparable: each has its own sign, and no line joins two of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rehearse.interview.transcript import NO_ENGINE
from rehearse.render import wording
from rehearse.render.html.answer import VERDICT_SIGNS
from rehearse.render.html.charts import percent
from rehearse.render.html.markup import Markup, element, join
from rehearse.render.html.page import Page, engine_name

_SIGNS = (
    "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0",
    "M-4 -4h8v8h-8z",
    "M0 -5l5.2 9h-10.4z",
    "M0 -5.5l5.5 5.5-5.5 5.5-5.5-5.5z",
    "M0 5l5.2-9h-10.4z",
    "M-5 -2h3v-3h4v3h3v4h-3v3h-4v-3h-3z",
)
_TOP, _BOTTOM = 16, 104
_LEFT, _RIGHT = 0.06, 0.94


@dataclass(frozen=True, slots=True)
class _Figure:
    """One figure over all answers; a value is None where it is not known."""

    label: str
    unit: str
    values: tuple[float | None, ...]
    form: str = ".0f"
    bands: tuple[tuple[float, float], ...] | None = None

    def told(self, value: float) -> str:
        return f"{value:{self.form}}{self.unit}"


def trends_section(pages: Sequence[Page], names: Sequence[str]) -> Markup | None:
    """Drawings and table, oldest first; None where there is nothing to compare."""
    if len(pages) < 2:
        return None
    ordered = sorted(zip(pages, names, strict=True), key=_age)
    old_first = [page for page, _ in ordered]
    engines = tuple(dict.fromkeys(page.heard_by for page in old_first))
    drawings = (_drawing(figure, old_first, engines) for figure in _figures(old_first))
    table = _table(ordered, engines)
    return element(
        "section",
        element("h2", "Over time", id="trends"),
        _signs(engines) if len(engines) > 1 else None,
        element("div", *drawings, class_="multiples"),
        element("div", table, class_="wide", tabindex="0", role="region", aria_label="All figures"),
        class_="trends",
        aria_labelledby="trends",
    )


def _age(named: tuple[Page, str]) -> float:
    take = named[0].take
    return take.started_at.timestamp() if take else 0.0


def _figures(pages: Sequence[Page]) -> Iterator[_Figure]:
    reports = [page.report for page in pages]
    yield _Figure(
        "Duration",
        " s",
        tuple(report.timing.duration_s for report in reports),
        bands=tuple(wording.band(report.timing) for report in reports),
    )
    yield _Figure("Fillers a minute", "", tuple(report.fillers.per_minute for report in reports), form=".1f")
    yield _Figure("Words a minute", "", tuple(report.timing.wpm for report in reports))
    yield _Figure("Metrics stated", "", tuple(float(len(report.metrics.items)) for report in reports))


def _signs(engines: tuple[str, ...]) -> Markup:
    return element(
        "p",
        "What one recogniser counts can't be compared with another's: ",
        *(
            join(
                element(
                    "svg",
                    element("path", d=_sign(engines, engine), class_="point"),
                    viewBox="-7 -7 14 14",
                    class_="sign",
                    aria_hidden="true",
                ),
                f" {engine}  ",
            )
            for engine in engines
        ),
        class_="legend",
    )


def _sign(engines: tuple[str, ...], engine: str) -> str:
    return _SIGNS[engines.index(engine) % len(_SIGNS)]


def _drawing(figure: _Figure, pages: Sequence[Page], engines: tuple[str, ...]) -> Markup:
    known = [value for value in figure.values if value is not None]
    last = next((value for value in reversed(figure.values) if value is not None), None)
    ends = [end for band in figure.bands or () for end in band]
    top = max((*known, *ends), default=0.0) * 1.05 or 1.0
    told = [
        f"{page.when or page.report.source}: {'not known' if value is None else figure.told(value)}"
        for page, value in zip(pages, figure.values, strict=True)
    ]
    return element(
        "figure",
        element(
            "figcaption",
            element("span", figure.label),
            element("strong", "not known" if last is None else figure.told(last)),
        ),
        element(
            "svg",
            element("line", x1="0", x2="100%", y1=str(_BOTTOM), y2=str(_BOTTOM), class_="axis"),
            *_bands(figure, top),
            *_lines(figure, pages, top),
            *_points(figure, pages, engines, told, top),
            element("text", figure.told(max(known)), x="0", y="10", class_="most") if known else None,
            *_ends(pages),
            class_="trend",
            role="img",
            aria_label=f"{figure.label}. " + "; ".join(told),
        ),
    )


def _x(index: int, number: int) -> float:
    return _LEFT + (_RIGHT - _LEFT) * index / (number - 1)


def _y(value: float, top: float) -> str:
    return f"{_BOTTOM - (_BOTTOM - _TOP) * value / top:.1f}"


def _bands(figure: _Figure, top: float) -> Iterator[Markup]:
    number = len(figure.values)
    half = (_RIGHT - _LEFT) / (number - 1) / 2
    for index, (least, most) in enumerate(figure.bands or ()):
        left, right = max(0.0, _x(index, number) - half), min(1.0, _x(index, number) + half)
        left, right = 0.0 if index == 0 else left, 1.0 if index == number - 1 else right
        yield element(
            "rect",
            x=percent(left),
            width=percent(right - left),
            y=_y(most, top),
            height=f"{float(_y(least, top)) - float(_y(most, top)):.1f}",
            class_="band",
        )


def _lines(figure: _Figure, pages: Sequence[Page], top: float) -> Iterator[Markup]:
    number = len(pages)
    by_engine: dict[str, list[tuple[int, float]]] = {}
    for index, (page, value) in enumerate(zip(pages, figure.values, strict=True)):
        if value is not None:
            by_engine.setdefault(page.heard_by, []).append((index, value))
    for points in by_engine.values():
        for (before, first), (after, second) in pairwise(points):
            yield element(
                "line",
                x1=percent(_x(before, number)),
                y1=_y(first, top),
                x2=percent(_x(after, number)),
                y2=_y(second, top),
                class_="way" if after == before + 1 else "way over",
            )


def _points(
    figure: _Figure, pages: Sequence[Page], engines: tuple[str, ...], told: Sequence[str], top: float
) -> Iterator[Markup]:
    for index, (page, value) in enumerate(zip(pages, figure.values, strict=True)):
        if value is not None:
            yield element(
                "svg",
                element("title", f"{told[index]}, {page.heard_by}"),
                element("path", d=_sign(engines, page.heard_by), class_="point"),
                x=percent(_x(index, len(pages))),
                y=_y(value, top),
                overflow="visible",
            )


def _ends(pages: Sequence[Page]) -> Iterator[Markup]:
    for page, at, side in ((pages[0], "0", "start"), (pages[-1], "100%", "end")):
        if page.take:
            yield element("text", f"{page.take.started_at:%Y-%m-%d}", x=at, y="122", text_anchor=side)


def _table(ordered: Sequence[tuple[Page, str]], engines: tuple[str, ...]) -> Markup:
    columns = ("Answer", "Question", "Duration", "Fillers a minute", "Words a minute", "Metrics")
    heads = (*columns, "Heard by") if len(engines) > 1 else columns
    caption = ["Oldest first", "times are UTC" if all(page.take for page, _ in ordered) else ""]
    if len(engines) == 1:
        caption.append(engines[0] if engines == (engine_name(NO_ENGINE),) else f"all heard by {engines[0]}")
    return element(
        "table",
        element("caption", ", ".join(filter(None, caption))),
        element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
        element("tbody", *(_row(page, name, len(engines) > 1) for page, name in ordered)),
    )


def _row(page: Page, name: str, with_engine: bool) -> Markup:
    timing, fillers = page.report.timing, page.report.fillers
    unknown = "–"
    verdict = timing.verdict
    when = page.when.removesuffix(" UTC") or page.report.source
    return element(
        "tr",
        element("th", element("a", when, href=f"#{name}"), scope="row"),
        element("td", page.question.title if page.question else page.title, class_="asked", dir="auto"),
        element(
            "td",
            unknown
            if timing.duration_s is None or verdict is None
            else f"{wording.seconds(timing.duration_s)} {VERDICT_SIGNS[verdict]} {wording.VERDICTS[verdict]}",
        ),
        element(
            "td",
            ("um and uh unheard" if not fillers.reliable else unknown)
            if fillers.per_minute is None
            else f"{fillers.per_minute:.1f}",
        ),
        element("td", unknown if timing.wpm is None else f"{timing.wpm:.0f}"),
        element("td", str(len(page.report.metrics.items))),
        element("td", page.heard_by) if with_engine else None,
    )

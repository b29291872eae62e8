"""Drawings of one answer: its duration on a scale and its parts as a bar, as wide as there is room for."""

from collections.abc import Iterator, Mapping

from rehearse.analysis.evidence import Structure, Timing
from rehearse.analysis.rubric import NATURAL_SHARES
from rehearse.interview.part import Part
from rehearse.render import wording
from rehearse.render.html.markup import Markup, element

_ROOM = 1.15
"""The scale goes on a little after what it shows."""
_LETTER_NEEDS = 0.035
"""A narrower part has no room for its letter; the list below the bar names it."""


def percent(share: float) -> str:
    """A length as a share of the drawing's width."""
    return f"{100 * share:.2f}%"


def duration_scale(timing: Timing) -> Markup | None:
    """The duration on a scale with the band that is on target; None without a duration."""
    if timing.duration_s is None:
        return None
    least, most = wording.band(timing)
    end = _ROOM * max(timing.duration_s, most)
    at = percent(timing.duration_s / end)
    return element(
        "svg",
        element("rect", x="0", y="22", width="100%", height="6", rx="3", class_="track"),
        element(
            "rect",
            x=percent(least / end),
            y="18",
            width=percent((most - least) / end),
            height="14",
            rx="3",
            class_="band",
        ),
        element("rect", x="0", y="22", width=at, height="6", rx="3", class_="length"),
        element("svg", element("path", d="M0 15l-6-9h12z"), x=at, overflow="visible", class_="needle"),
        *(
            element("text", f"{second:.0f}", x=percent(second / end), y="48", text_anchor="middle")
            for second in (least, timing.target_s, most)
        ),
        class_="scale",
        role="img",
        aria_label=wording.verdict_line(timing),
    )


def parts_bar(structure: Structure) -> Markup:
    """The parts as they were told, over the same parts in their natural proportion."""
    told = {part: structure.parts[part].share for part in Part}
    return element(
        "svg",
        *_segments(told, top=0, height=34, letters=True),
        *_segments(NATURAL_SHARES, top=40, height=6, letters=False),
        class_="parts",
        role="img",
        aria_label=f"Parts of the answer: {wording.parts_line(structure)}",
    )


def _segments(shares: Mapping[Part, float], top: int, height: int, letters: bool) -> Iterator[Markup]:
    at = 0.0
    for part in Part:
        share = shares[part]
        if not share:
            continue
        yield element(
            "rect",
            x=percent(at),
            y=str(top),
            width=percent(share),
            height=str(height),
            class_=f"segment {part}",
        )
        if letters and share >= _LETTER_NEEDS:
            yield element(
                "text",
                part.letter,
                x=percent(at + share / 2),
                y=str(top + height / 2),
                text_anchor="middle",
                dominant_baseline="central",
            )
        at += share

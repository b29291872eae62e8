import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.analysis.evidence import Fillers
from rehearse.analysis.rubric import NATURAL_SHARES
from rehearse.practice.closing import AnswerLine
from rehearse.practice.mock import Step
from rehearse.practice.ports import Level, Progress
from rehearse.practice.trends import Measure, Point, Trend
from rehearse.tui.text import closing, crib, live, trends
from rehearse.tui.text.figures import (
    ago,
    clock,
    how_far,
    one_line,
    plural,
    signed_seconds,
    sparkline,
    visible,
)
from rehearse.tui.text.report import FOUND, transcript_lines
from rehearse.tui.theme import THEMES
from rehearse.tui.widgets.meters import Zone, level_bar, part_ends, target_bar, zone_of
from tests.fakes import POCKETSPHINX, kept_take, question, summary_of
from tests.tui.reports import TEXT, find, report

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "expected"), [(0, "0:00"), (59.99, "0:59"), (88.2, "1:28"), (-1, "0:00"), (3725, "62:05")]
)
def test_a_clock_shows_whole_seconds_that_are_over(seconds: float, expected: str) -> None:
    assert clock(seconds) == expected


@pytest.mark.parametrize(("seconds", "expected"), [(2.2, "+2 s"), (-5, "−5 s"), (0.2, "±0 s")])
def test_a_difference_has_a_sign(seconds: float, expected: str) -> None:
    assert signed_seconds(seconds) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, "today"),
        (1, "yesterday"),
        (5, "5 days ago"),
        (20, "2 weeks ago"),
        (70, "2 months ago"),
        (800, "2 years ago"),
    ],
)
def test_how_long_ago_is_said_as_a_person_would(days: int, expected: str) -> None:
    assert ago(NOW - timedelta(days=days), NOW) == expected


def test_late_last_night_was_yesterday() -> None:
    assert (
        ago(datetime(2026, 3, 1, 23, 59, tzinfo=UTC), datetime(2026, 3, 2, 0, 1, tzinfo=UTC)) == "yesterday"
    )


def test_counts_agree_with_their_nouns() -> None:
    assert [plural(1, "take"), plural(3, "take"), plural(0, "pause")] == ["1 take", "3 takes", "0 pauses"]


def test_a_sparkline_has_a_bar_for_each_day() -> None:
    assert sparkline((0, 1, 4, 2)) == "▁▃█▅"
    assert sparkline((0, 0)) == "▁▁"
    assert sparkline(()) == ""


def test_progress_says_how_much_there_is() -> None:
    assert how_far(Progress(12, 88)) == "0:12 of 1:28"
    assert how_far(Progress(12, None)) == "0:12"
    assert how_far(None) == ""


@given(st.text())
def test_visible_text_keeps_every_place_and_commands_no_terminal(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not any(ord(character) < 32 and character != "\n" for character in shown)
    assert not set(shown) & {"\x7f", "\x9b", "\u202e", "\u2066"}
    assert "\n" not in one_line(text)


def test_letters_of_any_script_stay_as_they_are() -> None:
    assert visible("שלום 😀 naïve") == "שלום 😀 naïve"


def test_every_sentence_has_its_time_and_a_new_part_its_letter() -> None:
    margins = [line.margin.plain for line in transcript_lines(report())]
    assert [margin[:5].strip() for margin in margins][:2] == ["0:01", "0:14"]
    assert [margin[6] for margin in margins] == ["S", "T", "A", " ", " ", " ", "R"]


def test_a_transcript_reads_as_it_was_said_but_for_its_marks() -> None:
    lines = " ".join(line.body.plain for line in transcript_lines(report()))
    assert lines.replace("{", "").replace("?}", "").replace("}", "") == TEXT


def test_every_word_is_found_again_among_the_marks() -> None:
    for line in transcript_lines(report()):
        start, end = line.span
        for found in re.finditer(r"\S+", TEXT[start:end]):
            first, last = line.place_of((start + found.start(), start + found.end()))
            shown = line.body.plain[first:last].replace("{", "").replace("?}", "").replace("}", "")
            assert shown == found[0]


def test_what_was_searched_for_is_marked_even_within_a_mark() -> None:
    (line,) = [each for each in transcript_lines(report(), [find("um")]) if "{um}" in each.body.plain]
    found = [line.body.plain[span.start : span.end] for span in line.body.spans if span.style == FOUND]
    assert found == ["um"]


@pytest.mark.parametrize(
    ("seconds", "zone"),
    [
        (74.9, Zone.BEFORE),
        (75, Zone.ON_TARGET),
        (105, Zone.ON_TARGET),
        (105.1, Zone.A_LITTLE_OVER),
        (120, Zone.A_LITTLE_OVER),
        (120.1, Zone.OVER),
    ],
)
def test_green_on_target_amber_around_it_and_red_beyond_a_third_over(seconds: float, zone: Zone) -> None:
    assert zone_of(seconds, 90) is zone


def test_part_marks_scale_with_the_target() -> None:
    assert [round(at_s) for _, at_s in part_ends(NATURAL_SHARES, 90)] == [15, 25, 65, 80, 90]
    assert [round(at_s) for _, at_s in part_ends(NATURAL_SHARES, 45)] == [8, 12, 32, 40, 45]


@pytest.mark.parametrize("target_s", [10.0, 90.0, 1800.0])
@pytest.mark.parametrize("width", [20, 66])
def test_the_bar_is_as_wide_as_it_may_be_and_names_every_part(target_s: float, width: int) -> None:
    bar, marks = target_bar(target_s * 2, target_s, NATURAL_SHARES, width).plain.split("\n")
    assert len(bar) == width
    assert [mark[0] for mark in marks.split()] == ["S", "T", "A", "R", "+"]


@pytest.mark.parametrize(
    ("level", "word"),
    [
        (Level(None, None), "silent"),
        (Level(-55.0, -50.0), "quiet"),
        (Level(-24.0, -12.0), "good"),
        (Level(-6.0, -0.5), "loud"),
    ],
)
def test_the_level_is_drawn_and_said(level: Level, word: str) -> None:
    drawn = level_bar(level, 30).plain
    assert drawn.endswith(word)
    assert len(drawn) == 30 + 2 + len(word)


def contrast(first: str, second: str) -> float:
    """The contrast of two colours, as WCAG counts it."""

    def luminance(color: str) -> float:
        channels = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (
            value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", list(THEMES))
def test_every_text_colour_can_be_read_on_its_ground(name: str) -> None:
    theme = THEMES[name]
    named = ("text-muted", *(f"part-{part}" for part in NATURAL_SHARES))
    texts = {color: theme.variables[color] for color in named}
    texts |= {
        color: value
        for color in ("primary", "secondary", "foreground", "success", "warning", "error")
        if (value := getattr(theme, color)) is not None
    }
    grounds = {color: str(getattr(theme, color)) for color in ("background", "surface")}
    grounds["footer-background"] = theme.variables["footer-background"]
    for text, color in texts.items():
        for ground, behind in grounds.items():
            assert contrast(color, behind) >= 4.5, f"{text} on {ground}"
    assert contrast(theme.variables["text-disabled"], str(theme.background)) >= 3
    cursor = theme.variables["block-cursor-foreground"], theme.variables["block-cursor-background"]
    assert contrast(*cursor) >= 4.5


def test_what_only_who_works_with_data_needs_is_kept_apart_and_only_shown_where_it_is_asked_for() -> None:
    asked = replace(question("rollout"), prompt="Which rollout did you prioritise, and what was its risk?")
    assert "RICE" in crib.for_everybody(asked).plain
    assert "Guardrails" not in crib.for_everybody(asked).plain
    general, _, of_data = crib.asked_for(asked, whole=True).plain.partition(crib.OF_DATA)
    assert "RICE" in general
    assert "Guardrails" not in general
    assert "Guardrails of an experiment" in of_data


def test_a_recogniser_that_hears_no_um_is_never_said_to_have_heard_at_least_none() -> None:
    rough = Fillers((), reliable=False, duration_s=60.0)
    assert "no filler heard" in live.counters(replace(report(), fillers=rough)).plain
    assert "at least" not in live.counters(replace(report(), fillers=rough)).plain


def test_a_rough_recogniser_s_fillers_are_said_to_be_too_few_to_follow() -> None:
    roughly_heard = Point("take", NOW, None, POCKETSPHINX)
    assert "misses too many" in trends.heading(Trend(Measure.FILLERS, (roughly_heard,))).plain
    assert "nothing was measured" in trends.heading(Trend(Measure.PACE, (roughly_heard,))).plain


@pytest.mark.parametrize(
    ("hours_ago", "said"),
    [
        ((3, 2, 1), ["2 Mar", "07:00", "08:00"]),
        ((49, 27, 25, 1), ["28 Feb", "1 Mar", "08:00", "2 Mar"]),
        ((2400, 2376, 2375, 1), ["Nov 2025", "23 Nov", "10:00", "2 Mar"]),
        ((1, 1), ["2 Mar", ""]),
    ],
    ids=["one day", "a few days", "years", "the same minute"],
)
def test_a_time_is_said_as_it_differs_from_the_one_before(
    hours_ago: tuple[int, ...], said: list[str]
) -> None:
    points = [Point("", NOW - timedelta(hours=hours), 1.0, None) for hours in hours_ago]
    assert trends.times_of(points, NOW) == said


def test_what_is_weak_of_an_answer_stands_below_its_figures_where_it_has_no_room_beside_them() -> None:
    step = Step("How did it end?", follows_up=True, target_s=90.0)
    line = AnswerLine(step, summary_of(kept_take("take", duration_s=16)))
    narrow = closing.answer_line(line, 1, 24).plain.splitlines()
    assert narrow == ["  ↳ How did it end?", "    16 s  UNDER", "    ! 74 s short"]
    assert closing.answer_line(line, 1, 80).plain.splitlines() == [
        "  ↳ How did it end?",
        "    16 s  UNDER  ! 74 s short",
    ]


def test_of_takes_that_nobody_rated_that_is_said() -> None:
    heading = trends.heading(Trend(Measure.FELT, (Point("", NOW, None, None),)))
    assert heading.plain == "How it felt, 1 to 5 · you rated none of these takes"

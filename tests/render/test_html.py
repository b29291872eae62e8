"""The HTML report: one file that needs nothing else, shows what was said and obeys none of it."""

import hashlib
import re
from base64 import b64decode, b64encode
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.analysis.evidence import Sentence
from rehearse.interview.transcript import NO_ENGINE, Engine, Transcript
from rehearse.render import wording
from rehearse.render.html import Audio, Page, report_html
from rehearse.render.html.markup import Markup, element, escape
from rehearse.render.visible import visible
from tests.render.answers import SENTENCES, TEXT, bare, heard, page, report

HOSTILE = (
    "<script>boom()</script> [red]no[/red] \"quoted' </style> &lt; "
    "\x1b[31m \u202e \ud800 عربي --> <img src=x onerror=boom()>"
)
POCKETSPHINX = Engine("pocketsphinx", "en-us")
SOUND = Audio(b"\x00\x01sound", "audio/mpeg")
_VOID = {"meta", "link", "input"}


class Reading(HTMLParser):
    """What a browser makes of the file: elements, and the text each holds."""

    def __init__(self, document: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[tuple[str, int]] = []
        self.feed(document)
        self.close()
        assert not self._open, f"never closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.texts.append("")
        if tag not in _VOID:
            self._open.append((tag, len(self.elements) - 1))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, index in self._open:
            self.texts[index] += data

    def all(self, tag: str, class_: str | None = None) -> list[tuple[dict[str, str | None], str]]:
        """Attributes and text of every element of that kind."""
        return [
            (attributes, text)
            for (name, attributes), text in zip(self.elements, self.texts, strict=True)
            if name == tag and (class_ is None or class_ in (attributes.get("class") or "").split())
        ]

    def said(self) -> str:
        """The transcript, its sentences joined by a space."""
        return " ".join(text for _, text in self.all("p", "said"))


def test_the_transcript_stands_as_it_was_said() -> None:
    plain = replace(report(), fillers=bare(heard(TEXT)).fillers, timing=bare(heard(TEXT)).timing)
    assert Reading(report_html([Page(plain)])).said() == TEXT


@pytest.mark.parametrize("audio", [None, SOUND], ids=["silent", "with sound"])
def test_hostile_words_are_shown_and_make_no_element(audio: Audio | None) -> None:
    plain = Reading(report_html([Page(bare(heard("word " * len(HOSTILE.split()))), audio=audio)]))
    hostile = Reading(report_html([Page(bare(heard(HOSTILE)), audio=audio)]))
    assert hostile.said() == visible(HOSTILE)
    assert [tag for tag, _ in hostile.elements] == [tag for tag, _ in plain.elements]


def test_hostile_words_are_harmless_wherever_they_can_stand() -> None:
    whole = page()
    finding = replace(whole.report.findings[0], message=HOSTILE)
    filler = replace(whole.report.fillers.items[0], reason=HOSTILE)
    assert whole.take is not None
    assert whole.question is not None
    hostile = Page(
        replace(
            whole.report,
            source=HOSTILE,
            transcript=replace(whole.report.transcript, engine=Engine("whisper", HOSTILE)),
            findings=(finding, *whole.report.findings[1:]),
            fillers=replace(whole.report.fillers, items=(filler, *whole.report.fillers.items[1:])),
            follow_ups=(HOSTILE,),
        ),
        replace(whole.question, title=HOSTILE, prompt=HOSTILE),
        replace(whole.take, id=HOSTILE, prompt=HOSTILE),
    )
    expected, found = (Reading(report_html([each, replace(each, take=None)])) for each in (whole, hostile))
    assert [tag for tag, _ in found.elements] == [tag for tag, _ in expected.elements]
    assert len(found.all("script")) == 1
    assert not [name for _, attributes in found.elements for name in attributes if name.startswith("on")]


@given(st.text(st.characters(exclude_categories=())))
def test_any_words_can_be_written_as_utf8_and_read_back(said: str) -> None:
    document = report_html([Page(bare(Transcript(said)))])
    assert Reading(document.encode().decode()).said() == visible(said.strip())


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6), st.booleans())
def test_marks_and_words_that_cross_lose_and_double_nothing(spans: list[tuple[int, int]], loud: bool) -> None:
    whole = report()
    items = tuple(
        replace(whole.metrics.items[0], span=span, text=TEXT[slice(*span)])
        for span in spans
        if span[0] < span[1]
    )
    crossed = replace(whole, metrics=replace(whole.metrics, items=items))
    crossed = replace(crossed, timing=bare(heard(TEXT)).timing)
    crossed = replace(crossed, fillers=replace(crossed.fillers, items=crossed.fillers.items[:2]))
    assert Reading(report_html([Page(crossed, audio=SOUND if loud else None)])).said() == TEXT


def test_every_word_of_a_recording_says_when_it_sounds() -> None:
    words = Reading(report_html([page(audio=SOUND)])).all("span", "w")
    transcript = heard(TEXT)
    assert [(text, float(at["data-at"] or -1)) for at, text in words] == [
        (word.text, word.start_s) for word in transcript.words
    ]


def test_without_sound_nothing_can_be_played() -> None:
    reading = Reading(report_html([page()]))
    assert not reading.all("audio")
    assert not reading.all("button")
    assert not reading.all("span", "w")


def test_the_sound_is_inside_the_file() -> None:
    ((attributes, _),) = Reading(report_html([page(audio=SOUND)])).all("audio")
    mime, _, data = (attributes["src"] or "").partition(";base64,")
    assert mime == "data:audio/mpeg"
    assert b64decode(data) == SOUND.data


def test_the_policy_allows_this_script_and_style_and_no_other() -> None:
    reading = Reading(report_html([page(audio=SOUND)]))
    ((policy, _),) = [
        (meta, "") for meta, _ in reading.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in (policy["content"] or "").split(";"))
    for kind in ("script", "style"):
        ((_, content),) = reading.all(kind)
        digest = b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert rules.pop(f"{kind}-src") == f"'sha256-{digest}'"
    assert rules == {
        "default-src": "'none'",
        "media-src": "data:",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_nothing_in_the_file_points_outside_it() -> None:
    document = report_html([page(0, audio=SOUND), page(1)])
    assert "://" not in document
    reading = Reading(document)
    ids = [attributes["id"] for _, attributes in reading.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in reading.elements:
        assert "style" not in attributes
        for name in ("href", "src"):
            target = attributes.get(name)
            assert target is None or target.startswith("data:") or target[1:] in ids, target
        for name in ("aria-labelledby", "aria-describedby"):
            assert attributes.get(name) is None or attributes[name] in ids


def test_one_answer_has_the_question_for_its_first_heading() -> None:
    reading = Reading(report_html([page()]))
    assert [text for _, text in reading.all("h1")] == ["What broke because of you?"]
    assert [text for _, text in reading.all("h2")] == [
        "Duration",
        "One thing to change next time",
        "Parts",
        "Delivery",
        "Fillers",
        "Metrics",
        "Transcript",
        "They may ask next",
    ]


def test_headings_skip_no_level_with_several_answers() -> None:
    reading = Reading(report_html([page(0), page(1)]))
    levels = [int(tag[1]) for tag, _ in reading.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_marks_differ_by_more_than_colour_and_have_a_legend() -> None:
    reading = Reading(report_html([page(audio=SOUND)]))
    ((_, legend),) = reading.all("p", "legend")
    for meaning in ("filler", "possible filler", "metric", "amount without a number"):
        assert meaning in legend
    titles = {attributes.get("title") for attributes, _ in reading.all("mark")}
    assert {"filler: a filled pause", "possible filler: a hedge", "metric: per cent"} <= titles


def test_each_part_is_named_with_its_letter_and_length_and_a_missing_one_is_called_so() -> None:
    reading = Reading(report_html([page()]))
    ((_, parts),) = reading.all("ul", "parts-list")
    assert parts == "SSituation24 s · 30%TTaskmissingAAction32 s · 40%RResult24 s · 30%+Reflectionmissing"


def test_a_long_pause_stands_where_it_was_made() -> None:
    reading = Reading(report_html([page()]))
    words = heard(TEXT).words
    after = next(word for word in words if word.start_s >= 6.3)
    before = words[words.index(after) - 1]
    assert f"{before.text} pause 2.6 s {after.text}" in " ".join(reading.said().split())


def test_a_sound_without_a_word_stands_where_it_fell() -> None:
    assert "kind of ∿a sound watched it." in Reading(report_html([page()])).said()


def test_findings_lead_to_the_sentence_they_are_about() -> None:
    reading = Reading(report_html([page()]))
    target = next(a["href"] for a, _ in reading.all("a", "place"))
    assert target == "#answer-1-sentence-1"
    sentences = {attributes.get("id"): text for attributes, text in reading.all("li")}
    assert "a lot" in sentences[(target or "").removeprefix("#")]


def test_a_rough_transcript_is_called_rough_and_its_deafness_is_told() -> None:
    document = report_html([page(engine=POCKETSPHINX)])
    assert wording.rough_line(report(engine=POCKETSPHINX)) in document
    assert wording.DEAF in document
    assert "rough" not in Reading(report_html([page()])).said()
    assert wording.DEAF not in report_html([page()])


def test_a_bare_transcript_says_what_is_not_known() -> None:
    reading = Reading(report_html([Page(bare(Transcript("I said it.", engine=NO_ENGINE), None))]))
    ((_, main),) = reading.all("main")
    assert "no duration known" in main
    assert "not judged" in main
    assert "given as text" in main
    assert reading.said() == "I said it."


def test_empty_words_and_sentences_are_no_trouble() -> None:
    assert Reading(report_html([Page(bare(Transcript("")))])).said() == ""
    structure = report().structure
    assert structure is not None
    blank = replace(structure, sentences=(Sentence((0, 0), None), Sentence((4, 5), None)))
    assert TEXT[4:5] == " "
    assert Reading(report_html([Page(replace(bare(heard(TEXT)), structure=blank))])).said() == " "


def test_trends_go_from_the_oldest_to_the_newest_whatever_the_order_given() -> None:
    reading = Reading(report_html([page(4, 80.0), page(0, 120.0), page(2, 100.0)]))
    rows = [text for attributes, text in reading.all("th") if attributes.get("scope") == "row"]
    assert rows == ["2026-03-02 09:00", "2026-03-04 09:00", "2026-03-06 09:00"]
    labels = [attributes["aria-label"] for attributes, _ in reading.all("svg", "trend")]
    assert labels[0] == (
        "Duration. 2026-03-02 09:00 UTC: 120 s; 2026-03-04 09:00 UTC: 100 s; 2026-03-06 09:00 UTC: 80 s"
    )


def test_one_answer_alone_has_no_trends() -> None:
    assert not Reading(report_html([page()])).all("svg", "trend")


def test_recognisers_are_told_apart_and_no_solid_line_joins_over_another() -> None:
    small = Engine("whisper", "small.en")
    reading = Reading(report_html([page(0), page(1, engine=small), page(2), page(3)]))
    legend = next(text for _, text in reading.all("p", "legend"))
    assert "whisper base.en" in legend
    assert "whisper small.en" in legend
    signs = {attributes["d"] for attributes, _ in reading.all("path", "point")}
    assert len(signs) == 2
    ways = [attributes["class"] for attributes, _ in reading.all("line", "way")]
    assert ways == ["way over", "way"] * 4


def test_a_recogniser_that_hears_no_ums_gives_no_filler_rate_in_the_trends() -> None:
    reading = Reading(report_html([page(0, engine=POCKETSPHINX), page(1)]))
    label = next(
        attributes["aria-label"]
        for attributes, _ in reading.all("svg", "trend")
        if (attributes["aria-label"] or "").startswith("Fillers")
    )
    assert label == "Fillers a minute. 2026-03-02 09:00 UTC: not known; 2026-03-03 09:00 UTC: 2.0"


def test_no_answer_at_all_says_so() -> None:
    assert [text for _, text in Reading(report_html([])).all("h1")] == ["Nothing rehearsed yet"]


def test_markup_is_passed_through_and_everything_else_is_escaped_once() -> None:
    assert element("p", "a < b", Markup("<br>")) == "<p>a &lt; b<br></p>"
    assert element("p", title='"', hidden=True, id=None, lang=False) == '<p title="&quot;" hidden></p>'
    assert escape(escape("&")) == "&amp;"


def test_the_sentences_carry_the_letters_of_their_parts() -> None:
    reading = Reading(report_html([page()]))
    letters = [
        attributes["title"] for attributes, _ in reading.all("span", "letter") if "title" in attributes
    ]
    assert letters == [str(part) for part, _ in SENTENCES if part]

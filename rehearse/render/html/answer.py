"""One answer: its figures, what to change, its words."""

from rehearse.analysis.evidence import Finding, Severity, Structure
from rehearse.analysis.report import Report
from rehearse.analysis.wording import NOTHING_TO_CHANGE
from rehearse.interview.part import Part
from rehearse.interview.verdict import Verdict
from rehearse.render import wording
from rehearse.render.html.charts import duration_scale, parts_bar
from rehearse.render.html.counted import counted_sections
from rehearse.render.html.markup import Markup, element, join
from rehearse.render.html.page import Page
from rehearse.render.html.section import links, section
from rehearse.render.html.transcript import transcript_section

VERDICT_SIGNS = {Verdict.UNDER: "▾", Verdict.ON_TARGET: "●", Verdict.OVER: "▴"}
_SEVERITIES = {Severity.INFO: "to know", Severity.ADVICE: "advice", Severity.PROBLEM: "problem"}


def answer(page: Page, name: str, level: int) -> Markup:
    """The whole report of one answer, under a heading of that level."""
    title, heading = f"h{level}", f"h{level + 1}"
    report = page.report
    return element(
        "article",
        _header(page, name, title),
        _duration(report, name, heading),
        _findings(report, name, heading),
        _structure(report, name, heading),
        _delivery(report, name, heading),
        element("div", *counted_sections(report, name, heading), class_="pair"),
        transcript_section(page, name, heading),
        _follow_ups(report, name, heading),
        class_="take",
        id=name,
        aria_labelledby=f"{name}-title",
    )


def _header(page: Page, name: str, title: str) -> Markup:
    take, question = page.take, page.question
    facts = [
        page.when,
        f"take {take.id}" if take else page.report.source if question else "",
        f"heard by {page.heard_by}" if page.report.transcript.words else page.heard_by,
        f"felt like {take.self_rating} of 5" if take and take.self_rating else "",
    ]
    return element(
        "header",
        element("p", question.title, class_="eyebrow", dir="auto") if question else None,
        element(title, page.title, id=f"{name}-title", dir="auto"),
        element("p", " · ".join(filter(None, facts)), class_="facts"),
    )


def _duration(report: Report, name: str, heading: str) -> Markup:
    timing = report.timing
    if timing.duration_s is None or timing.verdict is None:
        return section(
            "duration", "Duration", name, heading, element("p", wording.verdict_line(timing), class_="note")
        )
    least, most = wording.band(timing)
    return section(
        "duration",
        "Duration",
        name,
        heading,
        element(
            "p",
            element("strong", wording.seconds(timing.duration_s), class_="figure"),
            " ",
            element(
                "span",
                element("span", VERDICT_SIGNS[timing.verdict], aria_hidden="true"),
                f" {wording.VERDICTS[timing.verdict]}",
                class_=f"verdict {timing.verdict}",
            ),
        ),
        duration_scale(timing),
        element("p", f"Target {timing.target_s:g} s; {least:.0f} to {most:.0f} s is on it.", class_="note"),
    )


def _findings(report: Report, name: str, heading: str) -> Markup:
    thing = report.one_thing
    rest = report.others
    return section(
        "change",
        "One thing to change next time",
        name,
        heading,
        element("p", _finding(report, thing, name) if thing else NOTHING_TO_CHANGE, class_="first-thing"),
        element("p", "Then", class_="then") if rest else None,
        element(
            "ul", *(element("li", _finding(report, each, name), class_=str(each.severity)) for each in rest)
        )
        if rest
        else None,
    )


def _finding(report: Report, finding: Finding, name: str) -> Markup:
    return join(
        element("span", f"{_SEVERITIES[finding.severity]}: ", class_="hidden"),
        element("bdi", finding.message),
        *links(report, finding.spans, name),
    )


def _structure(report: Report, name: str, heading: str) -> Markup:
    structure = report.structure
    if structure is None:
        note = element("p", "The parts of this answer were not judged.", class_="note")
        return section("structure", "Parts", name, heading, note)
    ownership = report.ownership
    return section(
        "structure",
        "Parts",
        name,
        heading,
        parts_bar(structure),
        element("p", "The thin bar: how a balanced answer divides its time.", class_="note"),
        element("ul", *(_part(structure, part) for part in Part), class_="parts-list"),
        element(
            "p",
            element("strong", "I / we"),
            f" {wording.ownership_line(ownership)}",
        )
        if ownership
        else None,
    )


def _part(structure: Structure, part: Part) -> Markup:
    share = structure.parts[part]
    missing = share.share == 0
    length = "" if share.seconds is None else f"{wording.seconds(share.seconds)} · "
    return element(
        "li",
        element("span", part.letter, class_=f"letter {part}", aria_hidden="true"),
        element("span", str(part).capitalize(), class_="name"),
        element("span", "missing" if missing else f"{length}{share.share:.0%}", class_="amount"),
        class_="missing" if missing else None,
    )


def _delivery(report: Report, name: str, heading: str) -> Markup | None:
    timing = report.timing
    told = []
    if timing.wpm is not None:
        told.append(("Pace", f"{timing.wpm:.0f}", "words a minute"))
    if timing.articulation_wpm is not None:
        told.append(("While speaking", f"{timing.articulation_wpm:.0f}", "words a minute"))
    if timing.pauses is not None:
        longest = max((pause.duration_s for pause in timing.pauses), default=None)
        about = "of 2 s or more" + (f", the longest {longest:.1f}\N{NO-BREAK SPACE}s" if longest else "")
        told.append(("Pauses", str(len(timing.pauses)), about))
    if timing.start_delay_s is not None:
        told.append(("Start", f"{timing.start_delay_s:.1f} s", "to the first word"))
    told.append(("Length", str(timing.words), "word" if timing.words == 1 else "words"))
    return section(
        "delivery",
        "Delivery",
        name,
        heading,
        element(
            "dl",
            *(
                element(
                    "div",
                    element("dt", label),
                    element("dd", element("strong", value), " ", element("span", about)),
                )
                for label, value, about in told
            ),
        ),
    )


def _follow_ups(report: Report, name: str, heading: str) -> Markup | None:
    if not report.follow_ups:
        return None
    asked = (element("li", element("bdi", f"“{each}”")) for each in report.follow_ups)
    return section("follow-ups", "They may ask next", name, heading, element("ul", *asked))

"""What is counted in an answer: its fillers and its metrics, each with its place."""

from rehearse.analysis.evidence import Certainty, Filler, Metric, Metrics
from rehearse.analysis.report import Report
from rehearse.render import wording
from rehearse.render.html.markup import Markup, element, join
from rehearse.render.html.section import links, section


def counted_sections(report: Report, name: str, heading: str) -> tuple[Markup, Markup]:
    """Both sections, to stand side by side."""
    return _fillers(report, name, heading), _metrics(report, name, heading)


def _fillers(report: Report, name: str, heading: str) -> Markup:
    fillers = report.fillers
    grouped: dict[tuple[str, Certainty, str], list[Filler]] = {}
    for item in fillers.items:
        grouped.setdefault((item.text.lower(), item.certainty, item.reason), []).append(item)
    rows = sorted(grouped.items(), key=lambda row: -len(row[1]))
    return section(
        "fillers",
        "Fillers",
        name,
        heading,
        element("p", element("strong", str(fillers.count), class_="figure")),
        element("p", wording.fillers_line(fillers), class_="note"),
        element("ul", *(_filler_row(report, *key, items, name) for key, items in rows), class_="counted")
        if rows
        else None,
    )


def _filler_row(
    report: Report, text: str, certainty: Certainty, reason: str, items: list[Filler], name: str
) -> Markup:
    look = "filler" if certainty is Certainty.CERTAIN else "possible"
    return element(
        "li",
        element("mark", text or "∿", class_=f"{look} first last", title=reason),
        f" × {len(items)}",
        " · possible" if look == "possible" else None,
        *links(report, tuple(item.span for item in items), name),
        element("span", reason, class_="reason"),
    )


def _metrics(report: Report, name: str, heading: str) -> Markup:
    metrics = report.metrics
    return section(
        "metrics",
        "Metrics",
        name,
        heading,
        element("p", element("strong", str(len(metrics.items)), class_="figure")),
        element("p", _metrics_note(metrics), class_="note"),
        element("ul", *(_metric_row(report, item, name) for item in metrics.items), class_="counted")
        if metrics.stated
        else None,
        _vague_amounts(report, name),
    )


def _metrics_note(metrics: Metrics) -> str:
    menu = wording.menu_line(metrics.menu)
    return " · ".join(filter(None, ("" if metrics.stated else wording.metrics_line(metrics), menu)))


def _vague_amounts(report: Report, name: str) -> Markup | None:
    if not report.metrics.vague:
        return None
    amounts = (
        join(" ", element("mark", item.text, class_="vague first last"), *links(report, (item.span,), name))
        for item in report.metrics.vague
    )
    return element("p", "Without a number:", *amounts, class_="vague-list")


def _metric_row(report: Report, metric: Metric, name: str) -> Markup:
    return element(
        "li",
        element("mark", metric.text, class_="metric first last", dir="auto"),
        *links(report, (metric.span,), name),
        element("span", wording.METRIC_KINDS[metric.kind], class_="reason"),
    )

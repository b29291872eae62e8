"""The file: one HTML document that needs nothing else and may fetch nothing."""

import hashlib
from base64 import b64encode
from collections.abc import Sequence
from importlib.resources import files

from rehearse.render.html.answer import answer
from rehearse.render.html.markup import Markup, element, join
from rehearse.render.html.page import Page
from rehearse.render.html.trends import trends_section


def report_html(pages: Sequence[Page]) -> str:
    """One document for one answer or for several, in the order given, with sound, style and script inside.

    What was said is shown and never obeyed; a policy in the document keeps even a mistake here from
    running anything or from reaching the network.
    """
    style, script = _packaged("report.css"), _packaged("report.js")
    title = pages[0].title if len(pages) == 1 else f"{len(pages)} answers"
    return (
        join(
            Markup("<!doctype html>\n"),
            element(
                "html",
                _head(f"{title} · Rehearse", style, script),
                Markup("\n"),
                element(
                    "body",
                    element("a", "To the report", href="#report", class_="skip"),
                    _main(pages),
                    element("script", script),
                ),
                lang="en",
            ),
        )
        + "\n"
    )


def _head(title: str, style: Markup, script: Markup) -> Markup:
    policy = (
        "default-src 'none'; media-src data:; img-src data:; "
        f"style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'; form-action 'none'"
    )
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title),
        element("link", rel="icon", href="data:,"),
        element("style", style),
    )


def _main(pages: Sequence[Page]) -> Markup:
    single = len(pages) == 1
    names = [f"answer-{number}" for number, _ in enumerate(pages, start=1)]
    return element(
        "main",
        element("p", "Rehearse", class_="brand"),
        None if single else element("h1", f"{len(pages)} answers" if pages else "Nothing rehearsed yet"),
        trends_section(pages, names),
        *(answer(page, name, level=1 if single else 2) for page, name in zip(pages, names, strict=True)),
        id="report",
        tabindex="-1",
    )


def _packaged(name: str) -> Markup:
    return Markup(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _digest(content: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode('ascii')}"

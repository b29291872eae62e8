"""The player: the sound inside the file, and what starts, stops and moves it."""

from base64 import b64encode

from rehearse.render import wording
from rehearse.render.html.markup import Markup, element
from rehearse.render.html.page import Page

_PLAY = "M4 2.5v11l9.5-5.5z"
_STOP = "M4 2.5h3v11H4zM9 2.5h3v11H9z"
_SPEEDS = (("0.75", "slower"), ("1", "as spoken"), ("1.25", "faster"))


def player(page: Page, name: str) -> Markup:
    """The sound with the browser's own controls, which the script replaces by ours."""
    audio = page.audio
    if audio is None:
        return Markup()
    duration_s = page.report.timing.duration_s or 0.0
    return element(
        "div",
        element(
            "audio",
            controls=True,
            preload="auto",
            src=f"data:{audio.mime};base64,{b64encode(audio.data).decode('ascii')}",
        ),
        element(
            "div",
            _toggle(),
            element("span", "0:00", class_="clock", aria_hidden="true"),
            element(
                "input",
                type="range",
                class_="seek",
                min="0",
                max=f"{duration_s:.2f}",
                step="0.1",
                value="0",
                aria_label="Position in the answer",
                autocomplete="off",
            ),
            element("span", wording.clock(duration_s), class_="length", aria_hidden="true"),
            _speeds(name),
            class_="controls",
            hidden=True,
        ),
        element("p", class_="trouble", role="status"),
        class_="player screen-only",
    )


def _toggle() -> Markup:
    return element(
        "button",
        element(
            "svg",
            element("path", d=_PLAY, class_="play"),
            element("path", d=_STOP, class_="stop"),
            viewBox="0 0 16 16",
            aria_hidden="true",
        ),
        type="button",
        class_="toggle",
        aria_label="Play",
    )


def _speeds(name: str) -> Markup:
    return element(
        "fieldset",
        element("legend", "Speed", class_="hidden"),
        *(
            element(
                "label",
                element(
                    "input",
                    type="radio",
                    name=f"{name}-speed",
                    value=speed,
                    checked=speed == "1",
                    autocomplete="off",
                ),
                element("span", f"{speed}×", title=meaning),
            )
            for speed, meaning in _SPEEDS
        ),
        class_="speeds",
    )

"""Elements of HTML, built so that no text can become markup."""

import html

from rehearse.render.visible import visible

Attribute = str | float | bool | None

_VOID = frozenset({"input", "link", "meta"})


class Markup(str):
    """A string that is HTML already; any other was said or written by somebody and is escaped."""

    __slots__ = ()


def escape(text: str) -> Markup:
    """Text as HTML that shows it; the only place where text becomes markup."""
    return text if isinstance(text, Markup) else Markup(html.escape(visible(text)))


def join(*children: str | None) -> Markup:
    """One after another, without what is None."""
    return Markup("".join(escape(child) for child in children if child is not None))


def element(tag: str, /, *children: str | None, **attributes: Attribute) -> Markup:
    """An element; `class_` and `data_at` stand for `class` and `data-at`, None and False leave one out."""
    written = "".join(_attribute(name, value) for name, value in attributes.items())
    if tag in _VOID:
        return Markup(f"<{tag}{written}>")
    return Markup(f"<{tag}{written}>{join(*children)}</{tag}>")


def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    return f' {name}="{escape(value if isinstance(value, str) else f"{value:g}")}"'

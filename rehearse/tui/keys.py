"""Which keys do what now: the one place that help and the palette ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from textual.binding import ActiveBinding
from textual.screen import Screen

HERE, EVERYWHERE, MOVING = "Here", "Everywhere", "Moving about"


@dataclass(frozen=True, slots=True)
class Key:
    """A key that does something now."""

    group: str
    shown: str
    does: str
    active: ActiveBinding


class LeftByEscape:
    """A screen that is left by escape alone: what was said or written there is asked about first."""


class LookedInto:
    """A screen whose takes are looked at one by one: whoever opens one comes back to it."""


def keys_of(screen: Screen[Any]) -> Iterator[Key]:
    """Every key that works now, once for each thing it does."""
    seen: set[str] = set()
    for active in screen.active_bindings.values():
        binding = active.binding
        if not active.enabled or not binding.description or binding.action in seen:
            continue
        seen.add(binding.action)
        shown = screen.app.get_key_display(binding)
        # The footer has no room for every key; one that is a letter or a sign does more than move about.
        does_something = binding.show or binding.key == "enter" or (len(shown) == 1 and shown.isascii())
        group = EVERYWHERE if active.node is screen.app else HERE if does_something else MOVING
        yield Key(group, shown, binding.description, active)


def help_groups(screen: Screen[Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The keys under their groups' names, groups without keys left out."""
    keys = list(keys_of(screen))
    groups = []
    for group in (HERE, EVERYWHERE, MOVING):
        shown = [(key.shown, key.does) for key in keys if key.group == group]
        if shown:
            groups.append((group, shown))
    return groups

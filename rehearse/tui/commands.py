"""Everything that can be done, in the command palette."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done now."""

    name: str
    about: str
    run: Callable[[], Any]


@runtime_checkable
class Commanded(Protocol):
    """An app that can say what can be done."""

    def commands(self, screen: Screen[Any]) -> Iterator[Command]:
        """Everything that can be done from a screen."""


class Everything(Provider):
    """The keys that work now, the places, and each question by its title."""

    async def discover(self) -> Hits:
        """Offer all, before anything is typed."""
        for command in self._commands():
            yield DiscoveryHit(Content(command.name), command.run, command.name, command.about)

    async def search(self, query: str) -> Hits:
        """Offer what fits."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = matcher.match(command.name)
            if score > 0:
                # Matcher.highlight would take brackets in a title for markup.
                _, offsets = matcher.fuzzy_search.match(query, command.name)
                shown = Content(command.name)
                for offset in offsets:
                    shown = shown.stylize(matcher.match_style, offset, offset + 1)
                yield Hit(score, shown, command.run, command.name, command.about)

    def _commands(self) -> Iterator[Command]:
        app: object = self.app
        if isinstance(app, Commanded):
            yield from app.commands(self.screen)

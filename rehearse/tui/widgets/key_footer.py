"""The keys of a screen, at its foot."""

from textual.widgets import Footer


class KeyFooter(Footer):
    """Shows the keys of now, and lets go of those it showed before."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._shown: tuple[object, ...] | None = None

    async def recompose(self) -> None:
        """Show other keys, if they are others and can be seen: it is asked far more often than that."""
        if not self.is_attached or self.screen is not self.app.screen:
            return
        keys = self._keys()
        if keys == self._shown:
            return
        await super().recompose()
        self._shown = keys if keys == self._keys() else None  # they may have changed meanwhile
        # Each key watches the footer, and Textual forgets whoever watches no longer only when it tells the
        # others: a screen that stays for hours would hold every key it ever showed.
        self.mutate_reactive(Footer.compact)

    def _keys(self) -> tuple[object, ...]:
        active = self.screen.active_bindings.values()
        return tuple((binding, enabled, tip) for _, binding, enabled, tip in active if binding.show)

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
        shown = tuple(
            (binding, enabled, tooltip)
            for _, binding, enabled, tooltip in self.screen.active_bindings.values()
            if binding.show
        )
        if shown == self._shown:
            return
        self._shown = shown
        await super().recompose()
        # Each key watches the footer, and Textual forgets whoever watches no longer only when it tells the
        # others: a screen that stays for hours would hold every key it ever showed.
        self.mutate_reactive(Footer.compact)

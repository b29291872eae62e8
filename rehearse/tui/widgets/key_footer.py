"""The keys of a screen, at its foot."""

from textual.widgets import Footer


class KeyFooter(Footer):
    """Shows the keys of now, and lets go of those it showed before."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)

    async def recompose(self) -> None:
        """Show other keys."""
        await super().recompose()
        # Each key watches the footer, and Textual forgets whoever watches no longer only when it tells the
        # others: a screen that stays for hours would hold every key it ever showed.
        self.mutate_reactive(Footer.compact)

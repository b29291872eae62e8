"""What the app does for answers that are heard: each is listened to once, and its report told when it is."""

from typing import TYPE_CHECKING

from textual import on, work

from rehearse.tui import screens
from rehearse.tui.looking_back import LookingBack
from rehearse.tui.messages import AnswerDone, AnswerHeard, AnswerKept, TakesHeardAgain

if TYPE_CHECKING:
    from rehearse.interview.take import Take
    from rehearse.practice.desk import Desk
    from rehearse.practice.live import Live
    from rehearse.tui.listening import Listening


class ListeningBack(LookingBack):
    """The app's answers on their way from sound to words."""

    def __init__(self, desk: "Desk") -> None:
        super().__init__(desk)
        self._listenings: dict[str, Listening] = {}

    def stop_listening(self) -> None:
        """Give up every answer that is still being listened to."""
        for listening in self._listenings.values():
            listening.cancel()

    def listening_to(self, message: AnswerDone) -> "Listening":
        """The answer on its way to its report; its words may have come while the rating was thought over."""
        return self._listenings.get(message.take.id) or self.listen_back(message.take)

    @on(AnswerKept)
    def _answer_kept(self, message: AnswerKept) -> None:
        self.listen_back(message.take, message.live)
        self.read_archive()

    def listen_back(self, take: "Take", live: "Live | None" = None) -> "Listening":
        """The answer of a take on its way to its words; one that is under way goes on."""
        from rehearse.tui.listening import Listening

        self._listenings = {key: each for key, each in self._listenings.items() if not each.done}
        listening = self._listenings.get(take.id)
        if listening is None:
            listening = self._listenings[take.id] = Listening(take, self.desk, live)
            self._run_listening(listening)
        return listening

    @work(thread=True, exit_on_error=False, group="listening")
    def _run_listening(self, listening: "Listening") -> None:
        # Not exclusive: an earlier take is listened to the end; Listening itself lets only one run at a time.
        listening.run()
        self.post_message(AnswerHeard(listening.take.id))

    @on(AnswerHeard)
    def _answer_heard(self, message: AnswerHeard) -> None:
        self.read_archive()
        for screen in self.screen_stack:
            if isinstance(screen, screens.ReportScreen) and screen.take_id == message.take_id:
                screen.look()

    @on(TakesHeardAgain)
    def _takes_heard_again(self, message: TakesHeardAgain) -> None:
        from rehearse.tui.text.devices import heard_again

        self.read_archive()
        said, severity = heard_again(message.heard, message.errors)
        self.say(said, severity=severity)

"""The app: it owns the desk and the takes, and routes what screens ask for."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.keys import format_key
from textual.screen import Screen
from textual.theme import Theme as TextualTheme
from textual.widget import Widget

from rehearse.interview.errors import RehearseError, UnknownQuestion
from rehearse.practice.schedule import choose_next
from rehearse.practice.settings import Theme
from rehearse.tui import screens
from rehearse.tui.commands import Command, Everything
from rehearse.tui.drafts import ANY_QUESTION
from rehearse.tui.interviewing import Interviewing
from rehearse.tui.keys import MOVING, LeftByEscape, LookedInto, help_groups, keys_of
from rehearse.tui.listening_back import ListeningBack
from rehearse.tui.messages import (
    AnswerDone,
    AnswerWritten,
    ArchiveRead,
    BackRequested,
    EditRequested,
    Failed,
    HomeRequested,
    NextRequested,
    PlaceRequested,
    QuestionsChanged,
    QuestionsRequested,
    RehearseRequested,
    ReportExported,
    SurroundingsFound,
    TakeDeleted,
    TakeFound,
    TakeRequested,
    VoiceFailed,
    WriteRequested,
)
from rehearse.tui.places import PLACES
from rehearse.tui.storytelling import Storytelling
from rehearse.tui.text import words
from rehearse.tui.text.figures import one_line
from rehearse.tui.theme import THEMES
from rehearse.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from rehearse.interview.question import Question
    from rehearse.interview.transcript import Engine
    from rehearse.practice.desk import Desk
    from rehearse.tui.listening import Judged, Listening
    from rehearse.tui.places import Place
    from rehearse.tui.widgets.report_view import Shown


class RehearseApp(ListeningBack, Interviewing, Storytelling):
    """Rehearse, in a terminal."""

    TITLE = words.PRODUCT
    CSS_PATH = ["theme.tcss", "screens/home.tcss"]  # noqa: RUF012  # App's type; a default screen's own isn't loaded
    COMMANDS: ClassVar[set[Any]] = {Everything}
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(place.key, f"go('{place.name}')", place.title, show=False) for place in PLACES),
        Binding("g", "places", "Go to"),
        Binding("question_mark", "keys", "Help", key_display="?"),
        Binding("q", "quit", "Quit"),
        Binding("ctrl+t", "other_theme", "Light or dark", show=False),
    ]

    def __init__(self, desk: "Desk", question_id: str | None = None) -> None:
        """With a question, that one is asked at once."""
        super().__init__(desk)
        self._first_question = question_id
        self._surroundings: SurroundingsFound | None = None
        self._voice_excused = False
        self._place = ""
        for theme in THEMES.values():
            self.register_theme(theme)
        self._begin_in(THEMES[desk.settings.theme])
        self.home = screens.HomeScreen(desk, self.status_line())

    def _begin_in(self, theme: TextualTheme) -> None:
        """Have a theme from the start: once the app runs, another one has the whole stylesheet read again."""
        if theme.dark is not self.current_theme.dark:
            self.theme = theme.name  # its classes and its terminal's colours are other ones, too
            return
        self.set_reactive(RehearseApp.theme, theme.name)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[Any]:
        """Home lies under everything: there from the start, it is seen sooner than if it were pushed."""
        return self.home

    def on_mount(self) -> None:
        """Look at everything else when the bank is seen."""
        self.call_after_refresh(self._look_around)
        self.call_after_refresh(self.read_archive, recover=True)
        if self._first_question is not None:
            try:
                self._rehearse(self.desk.bank.get(self._first_question))
            except UnknownQuestion as error:
                self.say(str(error), severity="error")

    def on_unmount(self) -> None:
        """Let no transcription hold up the leaving; its take is kept."""
        self.stop_listening()
        self.jobs.cancel()
        with suppress(RehearseError):
            self.desk.transcriber.close()

    # What is around

    def refurnish(self, desk: "Desk") -> None:
        """Sit at another desk."""
        super().refurnish(desk)
        self._look_around()

    @work(thread=True, exclusive=True, exit_on_error=False, group="surroundings")
    def _look_around(self) -> None:
        engine: Engine | None = None
        microphone: str | None = None
        # The header says what is missing; what to do about it is said where it is needed.
        with suppress(RehearseError):
            microphone = self.desk.microphone.name
        with suppress(RehearseError):
            engine = self.desk.transcriber.engine
        self.post_message(SurroundingsFound(engine, microphone))

    @on(SurroundingsFound)
    def _surroundings_found(self, message: SurroundingsFound) -> None:
        self._surroundings = message
        self.home.welcome(words.welcome(message.engine, message.microphone))
        voice = self.desk.settings.voice or words.DEFAULT_VOICE
        for screen in self.screen_stack:
            for line in screen.query(StatusLine):
                line.show(message, voice)

    def status_line(self) -> StatusLine:
        """A header for a screen."""
        voice = self.desk.settings.voice or words.DEFAULT_VOICE
        return StatusLine(self._surroundings, voice, self.jobs)

    # Takes

    @on(ArchiveRead)
    def _archive_read(self, message: ArchiveRead) -> None:
        self.takes = message.takes
        self.home.show_takes(message.takes, message.recovered)
        for screen in self.screen_stack:
            if isinstance(screen, screens.HistoryScreen):
                screen.show_takes(message.takes)

    @on(TakeDeleted)
    def _take_deleted(self, message: TakeDeleted) -> None:
        self.say(message.said)
        self.read_archive()

    @on(TakeRequested)
    def _take_requested(self, message: TakeRequested) -> None:
        self._find_take(message.take_id, message.said)

    @work(thread=True, exclusive=True, exit_on_error=False, group="take")
    def _find_take(self, take_id: str, said: str) -> None:
        try:
            self.post_message(TakeFound(self.desk.archive.take(take_id), said))
        except RehearseError as error:
            self.post_message(Failed(str(error)))

    @on(TakeFound)
    def _take_found(self, message: TakeFound) -> None:
        from rehearse.practice.reporting import question_answered

        take = message.take
        self._show_report(self.listen_back(take), question_answered(take, self.desk.bank), None, message.said)

    # Routing

    @on(RehearseRequested)
    def _rehearse_requested(self, message: RehearseRequested) -> None:
        self._rehearse(message.question)

    def _rehearse(self, question: "Question") -> None:
        from rehearse.practice.rehearsal import Rehearsal

        rehearsal = Rehearsal(question, self.desk)
        self.over_home(screens.RehearseScreen(rehearsal, self.desk, self.takes, self.status_line()))
        self.warm_up()

    @on(AnswerDone)
    def _answer_done(self, message: AnswerDone) -> None:
        if not self.keeps_reports_for_the_end:
            self._show_report(self.listening_to(message), message.question, message.rating)

    def _show_report(
        self, listening: "Listening", question: "Question | None", rating: int | None, said: str = ""
    ) -> None:
        from rehearse.tui.widgets.report_view import shown

        self._show(listening, shown(listening.take, question, self.takes, rating, said))
        upcoming = self._after(question)
        if upcoming is not None:
            self._prepare(upcoming)

    def _show(self, judged: "Judged", about: "Shown") -> None:
        from_list = isinstance(self.screen, screens.HistoryScreen | LookedInto)
        status = self.status_line()
        report = screens.ReportScreen(
            judged, about, self.desk, lambda: self.takes, status, goes_back=from_list
        )
        if from_list:
            self.push_screen(report)
        else:
            self.over_home(report)

    @on(NextRequested)
    def _next_requested(self, message: NextRequested) -> None:
        if self.is_studying:
            self.go_on()
            return
        upcoming = self._after(message.after)
        if upcoming is not None and message.in_writing:
            self.over_home(self.writing(upcoming))
        elif upcoming is not None:
            self._rehearse(upcoming)

    # In writing

    @on(WriteRequested)
    def _write_requested(self, message: WriteRequested) -> None:
        self.over_home(self.writing(message.question, message.story_id))

    def writing(self, question: "Question", story_id: str | None = None) -> "screens.WithoutMicrophoneScreen":
        """Where an answer is written, with what was written of it before."""
        status = self.status_line()
        return screens.WithoutMicrophoneScreen(self.desk, question, self.drafts, status, self.turn, story_id)

    @on(AnswerWritten)
    def _answer_written(self, message: AnswerWritten) -> None:
        from rehearse.tui.listening import Written
        from rehearse.tui.widgets.report_view import shown_written

        if not self.keeps_reports_for_the_end:
            self._show(Written(message.report), shown_written(message.report, message.question))

    def question_at_hand(self) -> "Question":
        """The question that is looked at; where there is none, an answer can still be given."""
        looked_at = self.screen.question if isinstance(self.screen, screens.ReportScreen) else None
        return looked_at or self.home.question_at_hand or ANY_QUESTION

    def _after(self, question: "Question | None") -> "Question | None":
        passed_over = () if question is None else (question.id,)
        choice = choose_next(self.desk.bank, self.takes, self.desk.now(), passed_over)
        return None if choice is None else choice.question

    @work(thread=True, exclusive=True, exit_on_error=False, group="prepare")
    def _prepare(self, question: "Question") -> None:
        if not self.desk.settings.speak_questions:
            return
        with suppress(RehearseError):  # said when the question is asked
            self.desk.voice.render(question.prompt)

    @on(HomeRequested)
    def _home_requested(self) -> None:
        self.over_home(None)

    @on(BackRequested)
    def _back_requested(self) -> None:
        self.pop_screen()

    @on(QuestionsRequested)
    def _questions_requested(self, message: QuestionsRequested) -> None:
        self.action_go("questions")
        self._point_at(message.question_id)

    def _point_at(self, question_id: str) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, screens.QuestionsScreen):
                screen.go_to(question_id)

    @on(EditRequested)
    def _edit_requested(self, message: EditRequested) -> None:
        status = self.status_line()
        self.push_screen(
            screens.QuestionEditorScreen(message.question, self.desk, status, is_new=message.is_new)
        )

    @on(QuestionsChanged)
    def _questions_changed(self, message: QuestionsChanged) -> None:
        self.say(message.said)
        self._point_at(message.question_id)
        self.choose()

    @on(PlaceRequested)
    def _place_requested(self, message: PlaceRequested) -> None:
        self.action_go(message.name)

    @work(exclusive=True, group="places")
    async def action_places(self) -> None:
        """Pick where to go."""
        from rehearse.tui.widgets.dialogs import PickDialog

        choices = [
            (place.name, f"{format_key(place.key):<3} {place.title}: {place.about}") for place in self.places
        ]
        keys = {place.key: place.name for place in self.places}
        name = await self.push_screen_wait(PickDialog(words.GO_TO, choices, keys=keys))
        if name is not None:
            self.action_go(name)

    def action_go(self, name: str) -> None:
        """Go to a place by its name."""
        for place in self.places:
            if place.name == name:
                self.pause_session()
                self.over_home(place.build(self))
                self._place = name

    @property
    def places(self) -> Sequence["Place"]:
        """Every place besides home."""
        return PLACES

    def over_home(self, screen: Screen[Any] | None) -> None:
        """Show a screen right above home, in the place of whatever is there."""
        self._place = ""
        with self.batch_update():
            while self.screen is not self.home and len(self.screen_stack) > 1:
                self.pop_screen()
            if screen is not None:
                self.push_screen(screen)

    # What is said, and the keys

    @on(Failed)
    def _failed(self, message: Failed) -> None:
        self.say(message.reason, severity="warning")

    @on(ReportExported)
    def _report_exported(self, message: ReportExported) -> None:
        from rehearse.tui.text.export import written

        self.say(written(message.path))

    @on(VoiceFailed)
    def _voice_failed(self, message: VoiceFailed) -> None:
        if not self._voice_excused:
            self._voice_excused = True
            self.say(words.no_voice_line(message.reason), severity="warning")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters are for typing where something is typed; a rehearsal is left by escape alone."""
        if action not in {"keys", "quit", "go", "places"}:
            return super().check_action(action, parameters)
        screen = self._screen_below_palette()
        if self._is_typed_in(screen.focused):
            return False
        if action == "quit":
            return screen is self.home
        if action in {"places", "go"}:
            # Over a rehearsal a dialog leads nowhere else, either.
            is_held = any(isinstance(each, LeftByEscape) for each in self.screen_stack)
            return not is_held and parameters != (self._place,)
        return True

    def _screen_below_palette(self) -> Screen[Any]:
        """The screen that keys are for: the palette only finds them."""
        return self.screen_stack[-2] if isinstance(self.screen, CommandPalette) else self.screen

    @staticmethod
    def _is_typed_in(widget: Widget | None) -> bool:
        return widget is not None and widget.check_consume_key("q", "q")

    def action_keys(self) -> None:
        """Show every key that does something now."""
        from rehearse.tui.widgets.dialogs import HelpDialog

        self.push_screen(HelpDialog(help_groups(self.screen)))

    def action_other_theme(self) -> None:
        """Change between dark and light, and remember it."""
        self.choose(theme=Theme.LIGHT if self.current_theme.dark else Theme.DARK)

    def commands(self, screen: Screen[Any]) -> Iterator[Command]:
        """Everything that can be done from a screen."""
        for key in keys_of(screen):
            if key.group != MOVING and key.active.binding.action not in {"keys", "command_palette"}:
                run = partial(self.run_action, key.active.binding.action, key.active.node)
                yield Command(key.does, f"Key {key.shown}", run)
        if isinstance(screen, screens.RehearseScreen):
            return  # one question at a time: this one is left by escape
        for question in self.desk.bank:
            ask = partial(self.post_message, RehearseRequested(question))
            yield Command(f"Rehearse: {one_line(question.title)}", one_line(question.prompt), ask)

"""Where there is to go besides home; what is built there is imported when somebody goes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from rehearse.tui import screens

if TYPE_CHECKING:
    from rehearse.tui.app import RehearseApp


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go from anywhere that isn't busy."""

    name: str
    key: str
    title: str
    about: str
    """What is done there, for the command palette."""
    build: Callable[["RehearseApp"], Screen[Any]]


PLACES: tuple[Place, ...] = (
    Place(
        "history",
        "t",
        "History",
        "Every take: search, hear, open, delete",
        lambda app: screens.HistoryScreen(app.desk, app.takes, app.jobs, app.status_line()),
    ),
    Place(
        "trends",
        "p",
        "Trends",
        "How your figures go from take to take, drawn",
        lambda app: screens.TrendsScreen(app.desk, app.takes, app.status_line()),
    ),
    Place(
        "mock",
        "m",
        "Mock interview",
        "Several questions in a row; a ladder or a quick round of your stories",
        lambda app: app.setting_up(),
    ),
    Place(
        "day-before",
        "y",
        "The day before",
        "One sheet: three numbers, what is weakest, how ready you are",
        lambda app: screens.DayBeforeScreen(app.desk, app.takes, app.status_line()),
    ),
    Place(
        "stories",
        "s",
        "Stories",
        "What you have to tell, and which principles it speaks for",
        lambda app: screens.StoriesScreen(app.desk, app.takes, app.status_line()),
    ),
    Place(
        "without-microphone",
        "w",
        "Without a microphone",
        "Write or paste an answer, or choose a sound file",
        lambda app: app.writing(app.question_at_hand()),
    ),
    Place(
        "questions",
        "b",
        "Your questions",
        "Write, change, retire your own",
        lambda app: screens.QuestionsScreen(app.desk, app.status_line()),
    ),
    Place(
        "devices",
        "d",
        "Devices",
        "Microphone, speaker, voice, recogniser, models, check-up",
        lambda app: screens.DevicesScreen(app.desk, app.jobs, lambda: app.takes, app.status_line()),
    ),
    Place(
        "settings",
        "comma",
        "Settings",
        "Target, pace, fillers, voice, theme",
        lambda app: screens.SettingsScreen(app.desk, app.status_line()),
    ),
)
"""Every place besides home; from each follow a key, an entry behind `g` and in help, and a command."""

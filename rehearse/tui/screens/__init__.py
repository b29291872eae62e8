"""The screens: strangers to each other, routed by the app; each is imported when it is first asked for."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rehearse.tui.screens.compare import CompareScreen as CompareScreen
    from rehearse.tui.screens.devices import DevicesScreen as DevicesScreen
    from rehearse.tui.screens.history import HistoryScreen as HistoryScreen
    from rehearse.tui.screens.home import HomeScreen as HomeScreen
    from rehearse.tui.screens.question_editor import QuestionEditorScreen as QuestionEditorScreen
    from rehearse.tui.screens.questions import QuestionsScreen as QuestionsScreen
    from rehearse.tui.screens.rehearse import RehearseScreen as RehearseScreen
    from rehearse.tui.screens.report import ReportScreen as ReportScreen
    from rehearse.tui.screens.settings import SettingsScreen as SettingsScreen
    from rehearse.tui.screens.trends import TrendsScreen as TrendsScreen
    from rehearse.tui.screens.without_microphone import WithoutMicrophoneScreen as WithoutMicrophoneScreen

_MODULES = {
    "CompareScreen": "compare",
    "DevicesScreen": "devices",
    "HistoryScreen": "history",
    "HomeScreen": "home",
    "QuestionEditorScreen": "question_editor",
    "QuestionsScreen": "questions",
    "RehearseScreen": "rehearse",
    "ReportScreen": "report",
    "SettingsScreen": "settings",
    "TrendsScreen": "trends",
    "WithoutMicrophoneScreen": "without_microphone",
}


def __getattr__(name: str) -> object:
    """Import a screen: who sees Home has not waited for the others."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    screen: object = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    return screen

"""The screens: strangers to each other, routed by the app; each is imported when it is first asked for."""

from typing import TYPE_CHECKING

from rehearse.on_demand import on_demand

if TYPE_CHECKING:
    from rehearse.tui.screens.closing import ClosingScreen as ClosingScreen
    from rehearse.tui.screens.compare import CompareScreen as CompareScreen
    from rehearse.tui.screens.coverage import CoverageScreen as CoverageScreen
    from rehearse.tui.screens.day_before import DayBeforeScreen as DayBeforeScreen
    from rehearse.tui.screens.devices import DevicesScreen as DevicesScreen
    from rehearse.tui.screens.history import HistoryScreen as HistoryScreen
    from rehearse.tui.screens.home import HomeScreen as HomeScreen
    from rehearse.tui.screens.interlude import InterludeScreen as InterludeScreen
    from rehearse.tui.screens.mock import MockScreen as MockScreen
    from rehearse.tui.screens.question_editor import QuestionEditorScreen as QuestionEditorScreen
    from rehearse.tui.screens.questions import QuestionsScreen as QuestionsScreen
    from rehearse.tui.screens.ranking_editor import RankingEditorScreen as RankingEditorScreen
    from rehearse.tui.screens.rankings import RankingsScreen as RankingsScreen
    from rehearse.tui.screens.rehearse import RehearseScreen as RehearseScreen
    from rehearse.tui.screens.report import ReportScreen as ReportScreen
    from rehearse.tui.screens.settings import SettingsScreen as SettingsScreen
    from rehearse.tui.screens.stories import StoriesScreen as StoriesScreen
    from rehearse.tui.screens.story_editor import StoryEditorScreen as StoryEditorScreen
    from rehearse.tui.screens.trends import TrendsScreen as TrendsScreen
    from rehearse.tui.screens.without_microphone import WithoutMicrophoneScreen as WithoutMicrophoneScreen

_MODULES = {
    "ClosingScreen": "closing",
    "CompareScreen": "compare",
    "CoverageScreen": "coverage",
    "DayBeforeScreen": "day_before",
    "DevicesScreen": "devices",
    "HistoryScreen": "history",
    "HomeScreen": "home",
    "InterludeScreen": "interlude",
    "MockScreen": "mock",
    "QuestionEditorScreen": "question_editor",
    "QuestionsScreen": "questions",
    "RankingEditorScreen": "ranking_editor",
    "RankingsScreen": "rankings",
    "RehearseScreen": "rehearse",
    "ReportScreen": "report",
    "SettingsScreen": "settings",
    "StoriesScreen": "stories",
    "StoryEditorScreen": "story_editor",
    "TrendsScreen": "trends",
    "WithoutMicrophoneScreen": "without_microphone",
}

if not TYPE_CHECKING:  # a type checker would take any name for one that is here
    __getattr__ = on_demand(__name__, _MODULES)

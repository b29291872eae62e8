"""The desk: all that one person's practice works with, put together once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rehearse.analysis.rubric import Rubric
    from rehearse.interview.question import QuestionBank
    from rehearse.practice.checkup import Check
    from rehearse.practice.day_before import Sheet
    from rehearse.practice.exporting import Export
    from rehearse.practice.ports import (
        Cue,
        Microphone,
        ModelShelf,
        QuestionShelf,
        SessionKeeper,
        SoundDevices,
        SoundReader,
        Speaker,
        StoryFiles,
        StoryShelf,
        TakeArchive,
        Transcriber,
        Voice,
    )
    from rehearse.practice.settings import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts a rehearsal is made of; when a setting changes, a new desk is furnished."""

    settings: "Settings"
    rubric: "Rubric"
    bank: "QuestionBank"
    voice: "Voice"
    speaker: "Speaker"
    cue: Callable[["Cue"], None]
    """Sound a cue; one that opens the microphone is over when this returns."""
    microphone: "Microphone"
    transcriber: "Transcriber"
    reader: "SoundReader"
    archive: "TakeArchive"
    questions: "QuestionShelf"
    stories: "StoryShelf"
    story_files: "StoryFiles"
    sessions: "SessionKeeper"
    devices: "SoundDevices"
    models: "ModelShelf"
    now: Callable[[], datetime]
    """The time, aware and in UTC."""
    window_s: Callable[[], float]
    """How fast this machine hears, see `practice.pace`; measured when it is first asked for.

    Raises:
        NoRecogniser: it can't be measured.
        StorageError: it can't be kept.
    """
    checkup: Callable[[], Iterable["Check"]]
    file_microphone: Callable[[Path], "Microphone"]
    """A sound file in the microphone's place, as fast as it can be read."""
    export: "Export"
    write_sheet: Callable[["Sheet", Path], None]
    """Write the day-before sheet as text, over whatever was there.

    Raises:
        StorageError: it can't be written.
    """
    furnish: Callable[["Settings"], "Desk"]
    """Keep changed settings and give the desk that follows from them.

    Raises:
        StorageError: the settings can't be written.
    """

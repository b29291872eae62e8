"""All doubles at one desk."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from rehearse.analysis.rubric import Rubric
from rehearse.interview.question import QuestionBank
from rehearse.practice.checkup import Check
from rehearse.practice.desk import Desk
from rehearse.practice.ports import no_cue
from rehearse.practice.settings import Settings
from rehearse.speech.file_microphone import FileMicrophone
from tests.fakes.archive import MemoryArchive
from tests.fakes.clock import ManualClock
from tests.fakes.decoding import WaveReader
from tests.fakes.devices import ScriptedDevices
from tests.fakes.exporting import ExportLog
from tests.fakes.hearing import ScriptedTranscriber
from tests.fakes.models import ScriptedModels
from tests.fakes.questions import BANK, MemoryShelf
from tests.fakes.recording import ScriptedMicrophone
from tests.fakes.sessions import MemorySessions
from tests.fakes.speaking import ScriptedVoice, SilentSpeaker
from tests.fakes.stories import MemoryStories, ScriptedStoryFiles


def desk(folder: Path, clock: ManualClock | None = None, **parts: object) -> Desk:
    """A desk of doubles around one clock; name any part to put another in its place."""
    clock = clock or ManualClock()
    archive = parts.get("archive") or MemoryArchive(folder)
    bank = parts.get("bank") or BANK
    assert isinstance(bank, QuestionBank)
    furnished = Desk(
        settings=Settings(),
        rubric=Rubric(),
        bank=bank,
        voice=ScriptedVoice(),
        speaker=SilentSpeaker(clock),
        cue=no_cue,
        microphone=ScriptedMicrophone(clock),
        transcriber=ScriptedTranscriber(),
        reader=WaveReader(),
        archive=archive,  # type: ignore[arg-type]
        questions=MemoryShelf(bank),
        stories=MemoryStories(),
        story_files=ScriptedStoryFiles(),
        sessions=MemorySessions(),
        devices=ScriptedDevices(),
        models=ScriptedModels(),
        now=clock.moment,
        window_s=lambda: 0.3,
        checkup=lambda: (Check("microphone", True, "Scripted microphone"),),
        file_microphone=partial(FileMicrophone, reader=WaveReader(), real_time=False),
        export=ExportLog(),
        write_sheet=lambda sheet, path: None,
        furnish=lambda settings: replace(furnished, settings=settings, bank=furnished.questions.bank()),
    )
    furnished = replace(furnished, **parts)  # type: ignore[arg-type]
    return furnished

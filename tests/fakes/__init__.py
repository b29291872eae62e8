"""Small real doubles of what a rehearsal works with: they keep every promise, only without a machine.

Every name is imported from here; the modules only say where it stands.
"""

from tests.fakes.archive import MemoryArchive
from tests.fakes.clock import ManualClock
from tests.fakes.decoding import WaveReader
from tests.fakes.devices import ScriptedDevices
from tests.fakes.exporting import ExportLog
from tests.fakes.furnishing import desk
from tests.fakes.hearing import ANSWER, POCKETSPHINX, WHISPER, ScriptedTranscriber, spoken
from tests.fakes.models import ScriptedModels
from tests.fakes.questions import BANK, MemoryShelf, question
from tests.fakes.recording import QUIET_SPEECH, ScriptedMicrophone, ScriptedRecorder, write_silence
from tests.fakes.sessions import MemorySessions
from tests.fakes.speaking import ScriptedVoice, SilentPlayback, SilentSpeaker
from tests.fakes.stories import MemoryStories, ScriptedStoryFiles
from tests.fakes.takes import kept_take, summary_of

__all__ = [
    "ANSWER",
    "BANK",
    "POCKETSPHINX",
    "QUIET_SPEECH",
    "WHISPER",
    "ExportLog",
    "ManualClock",
    "MemoryArchive",
    "MemorySessions",
    "MemoryShelf",
    "MemoryStories",
    "ScriptedDevices",
    "ScriptedMicrophone",
    "ScriptedModels",
    "ScriptedRecorder",
    "ScriptedStoryFiles",
    "ScriptedTranscriber",
    "ScriptedVoice",
    "SilentPlayback",
    "SilentSpeaker",
    "WaveReader",
    "desk",
    "kept_take",
    "question",
    "spoken",
    "summary_of",
    "write_silence",
]

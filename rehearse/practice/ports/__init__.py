"""What practising needs from the world: small protocols, one for each use.

Sound travels as bytes of 16 kHz mono int16 samples in the machine's byte order; times are seconds from the
recording's start. Every name is imported from here; the modules only say where it stands,
and each is imported when a name of it is first asked for.
"""

from typing import TYPE_CHECKING

from rehearse.on_demand import on_demand

if TYPE_CHECKING:
    from rehearse.practice.ports.archive import DiskUse as DiskUse
    from rehearse.practice.ports.archive import Draft as Draft
    from rehearse.practice.ports.archive import TakeArchive as TakeArchive
    from rehearse.practice.ports.decoding import SoundReader as SoundReader
    from rehearse.practice.ports.decoding import SoundSource as SoundSource
    from rehearse.practice.ports.devices import Device as Device
    from rehearse.practice.ports.devices import SoundDevices as SoundDevices
    from rehearse.practice.ports.hearing import HeardSoFar as HeardSoFar
    from rehearse.practice.ports.hearing import Hearing as Hearing
    from rehearse.practice.ports.hearing import Transcriber as Transcriber
    from rehearse.practice.ports.models import ModelInfo as ModelInfo
    from rehearse.practice.ports.models import ModelShelf as ModelShelf
    from rehearse.practice.ports.models import Progress as Progress
    from rehearse.practice.ports.models import no_progress as no_progress
    from rehearse.practice.ports.questions import QuestionShelf as QuestionShelf
    from rehearse.practice.ports.recording import Level as Level
    from rehearse.practice.ports.recording import Microphone as Microphone
    from rehearse.practice.ports.recording import Recorder as Recorder
    from rehearse.practice.ports.recording import Trouble as Trouble
    from rehearse.practice.ports.sessions import SessionKeeper as SessionKeeper
    from rehearse.practice.ports.speaking import Cue as Cue
    from rehearse.practice.ports.speaking import Playback as Playback
    from rehearse.practice.ports.speaking import Speaker as Speaker
    from rehearse.practice.ports.speaking import Utterance as Utterance
    from rehearse.practice.ports.speaking import Voice as Voice
    from rehearse.practice.ports.speaking import no_cue as no_cue
    from rehearse.practice.ports.stories import StoryFiles as StoryFiles
    from rehearse.practice.ports.stories import StoryShelf as StoryShelf

_MODULES = {
    "Cue": "speaking",
    "Device": "devices",
    "DiskUse": "archive",
    "Draft": "archive",
    "HeardSoFar": "hearing",
    "Hearing": "hearing",
    "Level": "recording",
    "Microphone": "recording",
    "ModelInfo": "models",
    "ModelShelf": "models",
    "Playback": "speaking",
    "Progress": "models",
    "QuestionShelf": "questions",
    "Recorder": "recording",
    "SessionKeeper": "sessions",
    "SoundDevices": "devices",
    "SoundReader": "decoding",
    "SoundSource": "decoding",
    "Speaker": "speaking",
    "StoryFiles": "stories",
    "StoryShelf": "stories",
    "TakeArchive": "archive",
    "Transcriber": "hearing",
    "Trouble": "recording",
    "Utterance": "speaking",
    "Voice": "speaking",
    "no_cue": "speaking",
    "no_progress": "models",
}

if not TYPE_CHECKING:  # a type checker would take any name for one that is here
    __getattr__ = on_demand(__name__, _MODULES)

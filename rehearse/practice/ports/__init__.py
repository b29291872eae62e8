"""What practising needs from the world: small protocols, one for each use.

Sound travels as bytes of 16 kHz mono int16 samples in the machine's byte order; times are seconds from the
recording's start. Every name is imported from here; the modules only say where it stands.
"""

from rehearse.practice.ports.archive import DiskUse, Draft, TakeArchive
from rehearse.practice.ports.decoding import SoundReader, SoundSource
from rehearse.practice.ports.devices import Device, SoundDevices
from rehearse.practice.ports.hearing import HeardSoFar, Hearing, Transcriber
from rehearse.practice.ports.models import ModelInfo, ModelShelf, Progress
from rehearse.practice.ports.questions import QuestionShelf
from rehearse.practice.ports.recording import Level, Microphone, Recorder, Trouble
from rehearse.practice.ports.sessions import SessionKeeper
from rehearse.practice.ports.speaking import Cue, Playback, Speaker, Utterance, Voice, no_cue
from rehearse.practice.ports.stories import StoryFiles, StoryShelf

__all__ = [
    "Cue",
    "Device",
    "DiskUse",
    "Draft",
    "HeardSoFar",
    "Hearing",
    "Level",
    "Microphone",
    "ModelInfo",
    "ModelShelf",
    "Playback",
    "Progress",
    "QuestionShelf",
    "Recorder",
    "SessionKeeper",
    "SoundDevices",
    "SoundReader",
    "SoundSource",
    "Speaker",
    "StoryFiles",
    "StoryShelf",
    "TakeArchive",
    "Transcriber",
    "Trouble",
    "Utterance",
    "Voice",
    "no_cue",
]

"""What practising needs from the world: small protocols, one for each use.

Sound travels as bytes of 16 kHz mono int16 samples in the machine's byte order; times are seconds from the
recording's start.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from rehearse.interview.question import Question, QuestionBank
from rehearse.interview.ranking import Ranking
from rehearse.interview.review import Decision
from rehearse.interview.sound import Interval, SoundFacts
from rehearse.interview.story import Story, StoryBook
from rehearse.interview.take import Take, TakeCounts, TakeSummary
from rehearse.interview.transcript import Engine, Heard, HeardWord, Span, Transcript
from rehearse.practice.mock import Session


@dataclass(frozen=True, slots=True)
class Utterance:
    """A text read aloud into a file."""

    path: Path
    duration_s: float
    words: tuple[tuple[Span, Interval], ...]
    """Where each word stands in the text and about when it sounds."""


class Cue(StrEnum):
    """What is told by a soft sound."""

    START = "start"
    STOP = "stop"
    TICK = "tick"


def no_cue(_cue: Cue) -> None:
    """Where nobody waits for a cue, none sounds."""


class Voice(Protocol):
    """Reads text aloud into files."""

    def render(self, text: str) -> Utterance:
        """Give the utterance, from the cache when it was rendered before.

        Raises:
            NoVoice: nothing on this machine can speak, or it hung and was stopped.
        """


class Playback(Protocol):
    """A sound being played."""

    @property
    def position_s(self) -> float:
        """What is being heard now."""

    @property
    def finished(self) -> bool:
        """Whether it came to its end or was stopped."""

    def stop(self) -> None:
        """Fall silent at once; a second call does nothing."""

    def wait(self, timeout_s: float | None = None) -> bool:
        """Block until finished; False when the time ran out first."""


class Speaker(Protocol):
    """Plays sound files."""

    def play(
        self, path: Path, start_s: float = 0.0, end_s: float | None = None, speed: float = 1.0
    ) -> Playback:
        """Start playing and return at once; a voice keeps its pitch at any speed.

        Raises:
            NoSpeaker: there is no device to play on.
        """


@dataclass(frozen=True, slots=True)
class Level:
    """How loud the microphone is now, in dBFS; None stands for exact zeros."""

    rms_dbfs: float | None
    peak_dbfs: float | None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong with the sound while it is being recorded."""

    code: str
    """`blocked` (exact zeros), `very-quiet`, `clipped`, `overflow`, `device-lost` or `storage` (no room)."""
    message: str
    """One line: what it is and what to do."""


class Recorder(Protocol):
    """One recording under way, written to disk as it comes."""

    @property
    def duration_s(self) -> float:
        """Recorded so far, without pauses."""

    @property
    def level(self) -> Level:
        """The last tenth of a second."""

    @property
    def trouble(self) -> Trouble | None:
        """The gravest thing wrong just now."""

    @property
    def ended(self) -> bool:
        """Whether no more sound will come: the device is lost, or the file in its place is over."""

    @property
    def paused(self) -> bool:
        """Whether sound is let go by."""

    def sound(self, start: int, most: int) -> bytes:
        """Give what is recorded from this byte on, at most so many; empty until there is more.

        What it gives stands in the file as well, at the same place. Not to be called once the file was
        moved or deleted.
        """

    def pause(self) -> None:
        """Let sound go by until resumed."""

    def resume(self) -> None:
        """Go on recording."""

    def stop(self) -> SoundFacts:
        """Close the file, whole and on disk; a second call gives the same facts.

        It never fails: where the disk took no more, the facts are those of what it took.
        """


class Microphone(Protocol):
    """Records an answer."""

    @property
    def name(self) -> str:
        """As the person knows it."""

    def record(self, path: Path) -> Recorder:
        """Start recording into a new WAV file.

        Raises:
            NoMicrophone: there is no device, or it can't be opened.
            StorageError: the file can't be written.
        """

    def listen_in(self) -> Recorder:
        """Listen as a recording would, and keep nothing: for a level meter.

        Raises:
            NoMicrophone: there is no device, or it can't be opened.
        """


@dataclass(frozen=True, slots=True)
class HeardSoFar:
    """What is known of an answer that is still being given."""

    settled: tuple[HeardWord, ...] = ()
    unsettled: tuple[HeardWord, ...] = ()
    """The words after those, as they are understood at the moment."""
    until_s: float = 0.0
    """How far the sound was listened to."""
    voice: tuple[Interval, ...] = ()
    """Voice activity until there."""
    unworded: tuple[Interval, ...] = ()
    """Sounds among the settled words that none of them covers and that may be hesitations."""


class Hearing(Protocol):
    """One answer being listened to."""

    @property
    def so_far(self) -> HeardSoFar:
        """What is known already."""

    def foresee(self, more: Callable[[], bytes]) -> None:
        """Work ahead while no sound is waiting; may do nothing.

        `more` is asked in between for sound that came meanwhile, as if it were fed. What it gives has no
        bearing on what `finish` gives: that depends on the sound alone.
        """

    def feed(self, pcm: bytes) -> None:
        """Take the next stretch of sound; may work on what is ripe before it returns."""

    def finish(self) -> Heard:
        """Work on what is left and give everything.

        Raises:
            NoSpeech: nobody spoke.
        """


class Transcriber(Protocol):
    """A recogniser."""

    @property
    def engine(self) -> Engine:
        """Who is listening."""

    def load(self) -> None:
        """Bring the model into memory; a second call does nothing.

        Raises:
            NoRecogniser: the model is missing or broken.
        """

    def listen(self) -> Hearing:
        """Begin with a new answer, loading the model if that was not done."""


class SoundSource(Protocol):
    """A sound file being decoded."""

    @property
    def total_s(self) -> float | None:
        """How long it says it is, before it was decoded; None when it doesn't say."""

    def blocks(self) -> Iterator[bytes]:
        """The sound, about a second at a time; once only.

        Raises:
            NotSound, EmptyInput, TooLong: it turns out that it can't be used.
        """

    @property
    def facts(self) -> SoundFacts:
        """What is known once all blocks were taken."""


class SoundReader(Protocol):
    """Decodes sound files."""

    def open(self, path: Path) -> SoundSource:
        """Open a file.

        Raises:
            NotFound, NotReadable, NotSound, EmptyInput: it can't be used.
        """


@dataclass(frozen=True, slots=True)
class Draft:
    """A take being recorded: it exists from its first second on."""

    take_id: str
    sound_path: Path
    """Where the recorder writes."""


@dataclass(frozen=True, slots=True)
class DiskUse:
    """How much of the disk the takes take, in bytes."""

    sound: int
    words: int
    """Words, times and figures: everything but the sound."""


class TakeArchive(Protocol):
    """Keeps takes. Every method may be called from any thread; all raise StorageError."""

    def begin(self, question_id: str | None, prompt: str, target_s: float, started_at: datetime) -> Draft:
        """Open a take before its first sample; other processes see that it is being recorded."""

    def keep(self, draft: Draft, sound: SoundFacts) -> Take:
        """The recording is over and whole: an untranscribed take."""

    def discard(self, draft: Draft) -> None:
        """Throw a take away that is being recorded."""

    def file(self, take_id: str, heard: Heard, counts: TakeCounts) -> Take:
        """Its words are known: a reported take. Called again, the words and what was decided go."""

    def revise(
        self,
        take_id: str,
        heard: Heard,
        counts: TakeCounts,
        decisions: tuple[Decision, ...],
        original: Transcript | None,
    ) -> Take:
        """Keep what the person made of its words; `original` where they are not those that were heard."""

    def annotate(self, take_id: str, note: str) -> None:
        """Keep what the person wrote about it; an empty note takes it away."""

    def rate(self, take_id: str, rating: int) -> None:
        """Keep how it felt, 1 to 5."""

    def tie(self, take_id: str, story_id: str | None) -> None:
        """Keep which story was told; None takes the tie away."""

    def star(self, take_id: str, starred: bool) -> None:
        """Keep whether the person calls it the best answer to its question."""

    def recount(self, take_id: str, counts: TakeCounts) -> None:
        """Replace the counts that lists show."""

    def recover(self) -> tuple[TakeSummary, ...]:
        """Find the takes whose recorder died; give those found by this call."""

    def takes(self) -> tuple[TakeSummary, ...]:
        """All but those being recorded, newest first."""

    def search(self, query: str) -> tuple[TakeSummary, ...]:
        """The takes in which everything asked for was said, newest first; beginnings of words will do."""

    def take(self, take_id: str) -> Take:
        """One take, whole; its id may be shortened while it is unique.

        Raises:
            UnknownTake: there is none.
            AmbiguousId: there are several.
        """

    def delete(self, take_id: str) -> None:
        """Remove a take wholly: sound, words, every trace."""

    def forget_sound(self, take_id: str) -> None:
        """Delete a take's sound; everything else stays. That there is none is no error."""

    def disk_use(self) -> DiskUse:
        """How much of the disk all takes take."""


@dataclass(frozen=True, slots=True)
class Device:
    """A microphone or a speaker."""

    name: str
    sample_rate: int
    channels: int
    is_default: bool


class SoundDevices(Protocol):
    """What there is to hear and speak with."""

    def microphones(self) -> tuple[Device, ...]:
        """All inputs, as the system lists them now.

        Raises:
            NoMicrophone: there is no sound library.
        """

    def speakers(self) -> tuple[Device, ...]:
        """All outputs.

        Raises:
            NoSpeaker: there is no sound library.
        """

    def voices(self) -> tuple[str, ...]:
        """Names of the voices that can read questions; empty when there is none."""


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A Whisper model that is here or could be."""

    name: str
    path: Path
    present: bool
    """Whether all of it is here and checked."""
    size_bytes: int | None
    """On disk when present, else about what a download takes, None when not known."""
    note: str
    """What it is good for, in a few words."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long job has come."""

    done: int
    total: int | None
    """None while it isn't known."""
    eta_s: float | None = None


class ModelShelf(Protocol):
    """The Whisper models on this machine."""

    def models(self) -> tuple[ModelInfo, ...]:
        """The ones that are here and the ones that are offered."""

    def fetch(
        self, name: str, progress: Callable[[Progress], None], cancelled: Callable[[], bool]
    ) -> ModelInfo:
        """Download a model, going on where an earlier try stopped; it counts once it is whole and checked.

        Raises:
            UnknownModel: no model has that name.
            DownloadFailed: offline, cut off, or the bytes are wrong; says what to do.
        """

    def check(self, name: str) -> tuple[str, ...]:
        """Read a model whole and say what is wrong with it; nothing, when it is as it was published.

        Raises:
            NoRecogniser: it is not here.
        """


class StoryShelf(Protocol):
    """The person's stories. Every method reads what stands there now, and may raise MalformedFile."""

    def book(self) -> StoryBook:
        """All stories and rankings as they stand now."""

    def save(self, story: Story) -> StoryBook:
        """Add a story or change the one with its id; gives the book that results.

        Raises:
            MalformedFile: the story has mistakes.
            StorageError: it can't be written.
        """

    def save_all(self, stories: Iterable[Story], rankings: Iterable[Ranking] = ()) -> StoryBook:
        """Add or change several at once, all or none; raises as `save` does."""

    def save_ranking(self, ranking: Ranking) -> StoryBook:
        """Add a ranking or change the one with its id; raises as `save` does."""

    def remove(self, story_id: str) -> StoryBook:
        """Take a story out; the takes that told it stay.

        Raises:
            UnknownStory: there is none.
        """

    def remove_ranking(self, ranking_id: str) -> StoryBook:
        """Take a ranking out; that there is none is no error."""


class StoryFiles(Protocol):
    """Stories outside the person's own file."""

    def templates(self) -> Mapping[str, StoryBook]:
        """Stories with blanks to begin with, by name."""

    def read(self, path: Path) -> StoryBook:
        """The stories in a file, to be taken in; who has no id is given one.

        Raises:
            MalformedFile: it has mistakes; carries all of them.
            InputError: it can't be read at all.
        """

    def write(self, book: StoryBook, path: Path) -> None:
        """Write stories to a file, as its name says, over whatever was there.

        Raises:
            UsageError: nobody can tell from its name what it should be.
            StorageError: it can't be written.
        """


class SessionKeeper(Protocol):
    """Keeps the session under way; all raise StorageError."""

    def unfinished(self) -> Session | None:
        """The session that was left before its end; None where there is none."""

    def keep(self, session: Session) -> None:
        """Put a session in the place of the one before; it is on disk when this returns."""

    def forget(self) -> None:
        """Drop the session; that there is none is no error."""


class QuestionShelf(Protocol):
    """The bank and the person's own questions."""

    def bank(self) -> QuestionBank:
        """All questions as they stand now."""

    def save(self, question: Question) -> QuestionBank:
        """Add one of the person's own, or change it; gives the bank that results.

        Raises:
            MalformedFile: the question has mistakes.
            StorageError: it can't be written.
        """

    def retire(self, question_id: str) -> QuestionBank:
        """Take one of the person's own out of the bank."""

    def own_ids(self) -> frozenset[str]:
        """The questions that the person wrote, the retired ones too: these can be changed."""

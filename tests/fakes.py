"""Small real doubles of what a rehearsal works with: they keep every promise, only without a machine."""

import re
import threading
import wave
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from rehearse.analysis.report import Answer, Report
from rehearse.analysis.rubric import Rubric
from rehearse.interview.errors import (
    AmbiguousId,
    NoMicrophone,
    NoRecogniser,
    NoSpeech,
    NotFound,
    NotSound,
    RehearseError,
    UnknownModel,
    UnknownQuestion,
    UnknownTake,
)
from rehearse.interview.principle import Principle
from rehearse.interview.question import Question, QuestionBank
from rehearse.interview.ranking import Ranking
from rehearse.interview.review import Decision
from rehearse.interview.sound import SAMPLE_RATE, Interval, SoundFacts
from rehearse.interview.story import Story, StoryBook
from rehearse.interview.take import Take, TakeCounts, TakeState, TakeSummary, Verdict
from rehearse.interview.transcript import Engine, Heard, HeardWord, Transcript
from rehearse.practice.checkup import Check
from rehearse.practice.desk import Desk
from rehearse.practice.exporting import Form
from rehearse.practice.mock import Session
from rehearse.practice.ports import (
    Device,
    DiskUse,
    Draft,
    HeardSoFar,
    Hearing,
    Level,
    ModelInfo,
    Playback,
    Progress,
    Recorder,
    SoundSource,
    Trouble,
    Utterance,
    no_cue,
)
from rehearse.practice.reporting import counts_of
from rehearse.practice.settings import Settings
from rehearse.speech.file_microphone import FileMicrophone

WHISPER = Engine("whisper", "base.en")
POCKETSPHINX = Engine("pocketsphinx", "en-us")
QUIET_SPEECH = Level(rms_dbfs=-24.0, peak_dbfs=-12.0)
ANSWER = (
    "Last spring I left our fraud lead out of a design review. I owned the review, so the mistake was mine. "
    "Um I went to her first, alone, and apologised. Then I wrote a list of who must be asked. "
    "Rework fell by 40 percent in a quarter."
)


@dataclass
class ManualClock:
    """A clock that stands still until it is moved."""

    now_s: float = 0.0
    start: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def advance(self, seconds: float) -> None:
        """Let time go by."""
        self.now_s += seconds

    def moment(self) -> datetime:
        """The time of day that goes with the seconds."""
        return self.start + timedelta(seconds=self.now_s)


@dataclass
class ScriptedVoice:
    """Speaks every word in the same time, or fails with the error it was given."""

    word_s: float = 0.3
    error: RehearseError | None = None
    rendered: list[str] = field(default_factory=list)
    gate: threading.Event | None = None
    """Where given, rendering takes until it is set."""
    waiting: threading.Event = field(default_factory=threading.Event)
    """Set while a rendering waits at the gate."""

    def render(self, text: str) -> Utterance:
        if self.gate is not None:
            self.waiting.set()
            self.gate.wait(timeout=10)
        if self.error is not None:
            raise self.error
        self.rendered.append(text)
        words = []
        at = 0
        for index, word in enumerate(text.split()):
            start = text.index(word, at)
            at = start + len(word)
            words.append(((start, at), Interval(index * self.word_s, (index + 1) * self.word_s)))
        return Utterance(Path(f"{len(self.rendered)}.wav"), len(words) * self.word_s, tuple(words))


@dataclass
class SilentPlayback:
    """A sound that nobody hears; it ends when the clock says so."""

    clock: ManualClock
    length_s: float
    started_s: float
    offset_s: float = 0.0
    stopped_at_s: float | None = None
    speed: float = 1.0

    @property
    def position_s(self) -> float:
        now_s = self.clock.now_s if self.stopped_at_s is None else self.stopped_at_s
        return min(self.length_s, (now_s - self.started_s) * self.speed + self.offset_s)

    @property
    def finished(self) -> bool:
        return self.stopped_at_s is not None or self.position_s >= self.length_s

    def stop(self) -> None:
        if self.stopped_at_s is None:
            self.stopped_at_s = self.clock.now_s

    def wait(self, timeout_s: float | None = None) -> bool:
        """Move the clock as far as the sound goes, or as long as the caller waits."""
        left_s = (self.length_s - self.position_s) / self.speed
        if not self.finished:
            self.clock.advance(left_s if timeout_s is None else min(left_s, timeout_s))
        return self.finished


@dataclass
class SilentSpeaker:
    """Plays everything for the same length of the clock's time."""

    clock: ManualClock
    length_s: float = 3.0
    error: RehearseError | None = None
    played: list[Path] = field(default_factory=list)
    playbacks: list[SilentPlayback] = field(default_factory=list)

    def play(
        self, path: Path, start_s: float = 0.0, end_s: float | None = None, speed: float = 1.0
    ) -> Playback:
        if self.error is not None:
            raise self.error
        self.played.append(path)
        length_s = self.length_s if end_s is None else end_s
        playback = SilentPlayback(self.clock, length_s, self.clock.now_s, start_s, speed=speed)
        self.playbacks.append(playback)
        return playback

    @property
    def sounding(self) -> bool:
        """Whether anything is being played now."""
        return any(not playback.finished for playback in self.playbacks)


@dataclass
class ScriptedRecorder:
    """Records silence as long as the clock goes on; level, trouble and end are whatever the test says."""

    clock: ManualClock
    path: Path | None
    """Where its sound goes; None keeps nothing."""
    level: Level = QUIET_SPEECH
    trouble: Trouble | None = None
    ends_after_s: float | None = None
    device: str = "Scripted microphone"
    facts: SoundFacts | None = None
    """What stopping gives; None until it was stopped."""
    _kept_s: float = 0.0
    _since_s: float | None = None

    def __post_init__(self) -> None:
        self._since_s = self.clock.now_s

    @property
    def duration_s(self) -> float:
        running_s = 0.0 if self._since_s is None else self.clock.now_s - self._since_s
        return min(self._kept_s + running_s, self.ends_after_s or float("inf"))

    @property
    def ended(self) -> bool:
        return self.ends_after_s is not None and self.duration_s >= self.ends_after_s

    @property
    def paused(self) -> bool:
        return self._since_s is None

    def sound(self, start: int, most: int) -> bytes:
        recorded = 2 * round(self.duration_s * SAMPLE_RATE)
        return bytes(max(0, min(most, recorded - start)))

    def pause(self) -> None:
        self._kept_s, self._since_s = self.duration_s, None

    def resume(self) -> None:
        if self._since_s is None:
            self._since_s = self.clock.now_s

    def stop(self) -> SoundFacts:
        if self.facts is None:
            self.pause()
            lost_at_s = self.duration_s if self.trouble and self.trouble.code == "device-lost" else None
            self.facts = SoundFacts(self.duration_s, peak_dbfs=-12.0, lost_at_s=lost_at_s, device=self.device)
            if self.path is not None:
                write_silence(self.path, self.duration_s)
        return self.facts


def write_silence(path: Path, duration_s: float) -> None:
    """A real sound file in which nothing is to be heard."""
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(SAMPLE_RATE)
        sound.writeframes(bytes(2 * round(duration_s * SAMPLE_RATE)))


@dataclass
class ScriptedMicrophone:
    """Opens scripted recorders and remembers them."""

    clock: ManualClock
    name: str = "Scripted microphone"
    error: RehearseError | None = None
    ends_after_s: float | None = None
    recorders: list[ScriptedRecorder] = field(default_factory=list)
    monitors: list[ScriptedRecorder] = field(default_factory=list)
    """Those that were only listened to."""
    before_recording: Callable[[], None] = lambda: None
    """Called at the moment the microphone is opened, for what must be true then."""

    def record(self, path: Path) -> Recorder:
        self.before_recording()
        if self.error is not None:
            raise self.error
        recorder = ScriptedRecorder(self.clock, path, ends_after_s=self.ends_after_s, device=self.name)
        self.recorders.append(recorder)
        return recorder

    def listen_in(self) -> Recorder:
        if self.error is not None:
            raise self.error
        monitor = ScriptedRecorder(self.clock, None, device=self.name)
        self.monitors.append(monitor)
        return monitor

    @property
    def recorder(self) -> ScriptedRecorder:
        """The one opened last."""
        if not self.recorders:
            raise NoMicrophone("Nothing was recorded yet.")
        return self.recorders[-1]


def spoken(text: str, *, start_s: float = 1.0, wpm: float = 150.0) -> tuple[HeardWord, ...]:
    """The words of a text, said evenly."""
    step_s = 60 / wpm
    return tuple(
        HeardWord(word, start_s + index * step_s, start_s + (index + 0.8) * step_s, 0.9)
        for index, word in enumerate(text.split())
    )


@dataclass
class ScriptedTranscriber:
    """Hears the same words in everything, once it is let."""

    text: str = ANSWER
    engine: Engine = WHISPER
    error: RehearseError | None = None
    """Raised when a model is needed, as a missing one would be."""
    gate: threading.Event | None = None
    """Where given, an answer is heard only once this is set."""
    unsettled_s: float = 3.0
    """For how long what was said may still be understood otherwise."""
    loads: int = 0
    heard_bytes: int = 0

    def load(self) -> None:
        if self.error is not None:
            raise self.error
        self.loads += 1

    def listen(self) -> Hearing:
        self.load()
        return _ScriptedHearing(self)


@dataclass
class _ScriptedHearing:
    """Hears each word in its time."""

    transcriber: ScriptedTranscriber
    heard_bytes: int = 0

    @property
    def so_far(self) -> HeardSoFar:
        until_s = self.heard_bytes / 2 / SAMPLE_RATE
        begun = tuple(word for word in spoken(self.transcriber.text) if word.start_s < until_s)
        settled = tuple(word for word in begun if word.end_s < until_s - self.transcriber.unsettled_s)
        voice = (Interval(begun[0].start_s, begun[-1].end_s),) if begun else ()
        return HeardSoFar(settled, begun[len(settled) :], until_s, voice)

    def foresee(self, more: Callable[[], bytes]) -> None:
        self.feed(more())

    def feed(self, pcm: bytes) -> None:
        self.heard_bytes += len(pcm)
        self.transcriber.heard_bytes += len(pcm)

    def finish(self) -> Heard:
        if self.transcriber.gate is not None:
            self.transcriber.gate.wait(timeout=10)
        words = spoken(self.transcriber.text)
        if not words:
            raise NoSpeech("No speech was heard: check that the microphone is not muted.")
        transcript = Transcript.of_words(words, self.transcriber.engine)
        return Heard(transcript, (Interval(words[0].start_s, words[-1].end_s),))


@dataclass
class WaveReader:
    """Decodes the WAV files that the scripted microphone writes."""

    def open(self, path: Path) -> SoundSource:
        if not path.exists():
            raise NotFound(f"There is no file {path}.")
        try:
            return _WaveSource(path)
        except wave.Error as error:
            raise NotSound(f"{path} is no sound file.") from error


class _WaveSource:
    def __init__(self, path: Path) -> None:
        self._path = path
        with wave.open(str(path), "rb") as sound:
            self.total_s: float | None = sound.getnframes() / SAMPLE_RATE

    def blocks(self) -> Iterator[bytes]:
        with wave.open(str(self._path), "rb") as sound:
            while block := sound.readframes(SAMPLE_RATE):
                yield block

    @property
    def facts(self) -> SoundFacts:
        return SoundFacts(self.total_s or 0.0)


class MemoryArchive:
    """Keeps takes as long as it lives; sound goes into the folder."""

    def __init__(self, folder: Path, takes: Iterable[Take] = ()) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._takes = {take.id: take for take in takes}
        self._counts: dict[str, TakeCounts] = {}
        self._drafts: dict[str, Take] = {}
        self._given = 0
        self.dead: list[Take] = []
        """Takes whose recorder died: the next recovery finds them."""
        self.error: RehearseError | None = None
        """Raised by whatever writes, as a full disk would be."""

    def add(self, take: Take, judge: Callable[[Answer, Rubric], Report] | None = None) -> None:
        """Put a take from the past in, counted when a judge is given."""
        self._takes[take.id] = take
        if take.heard is not None and judge is not None:
            answer = Answer(take.id, take.heard.transcript, take.target_s, take.sound.duration_s)
            self._counts[take.id] = counts_of(judge(answer, Rubric()))

    def begin(self, question_id: str | None, prompt: str, target_s: float, started_at: datetime) -> Draft:
        self._may_write()
        with self._lock:
            self._given += 1
            take_id = f"take-{self._given:04}"
            nothing = SoundFacts(0.0)
            self._drafts[take_id] = Take(
                take_id, question_id, prompt, target_s, started_at, TakeState.UNTRANSCRIBED, nothing
            )
        self._folder.mkdir(parents=True, exist_ok=True)
        return Draft(take_id, self._folder / f"{take_id}.part.wav")

    def keep(self, draft: Draft, sound: SoundFacts) -> Take:
        self._may_write()
        audio = draft.sound_path.with_name(f"{draft.take_id}.wav")
        draft.sound_path.rename(audio)
        with self._lock:
            take = replace(self._drafts.pop(draft.take_id), sound=sound, audio=audio)
            self._takes[take.id] = take
        return take

    def discard(self, draft: Draft) -> None:
        with self._lock:
            self._drafts.pop(draft.take_id, None)
        draft.sound_path.unlink(missing_ok=True)

    def file(self, take_id: str, heard: Heard, counts: TakeCounts) -> Take:
        return self.revise(take_id, heard, counts, (), None)

    def annotate(self, take_id: str, note: str) -> None:
        self._may_write()
        with self._lock:
            take = self._find(take_id)
            self._takes[take.id] = replace(take, note=note)

    def revise(
        self,
        take_id: str,
        heard: Heard,
        counts: TakeCounts,
        decisions: tuple[Decision, ...],
        original: Transcript | None,
    ) -> Take:
        self._may_write()
        with self._lock:
            take = replace(
                self._find(take_id),
                heard=heard,
                state=TakeState.REPORTED,
                decisions=decisions,
                original=original,
            )
            self._takes[take.id] = take
            self._counts[take.id] = counts
        return take

    def rate(self, take_id: str, rating: int) -> None:
        self._may_write()
        with self._lock:
            take = self._find(take_id)
            self._takes[take.id] = replace(take, self_rating=rating)

    def tie(self, take_id: str, story_id: str | None) -> None:
        self._may_write()
        with self._lock:
            take = self._find(take_id)
            self._takes[take.id] = replace(take, story_id=story_id)

    def star(self, take_id: str, starred: bool) -> None:
        self._may_write()
        with self._lock:
            take = self._find(take_id)
            self._takes[take.id] = replace(take, starred=starred)

    def recount(self, take_id: str, counts: TakeCounts) -> None:
        with self._lock:
            self._counts[self._find(take_id).id] = counts

    def recover(self) -> tuple[TakeSummary, ...]:
        with self._lock:
            found = [replace(take, state=TakeState.RECOVERED) for take in self.dead]
            self.dead.clear()
            self._takes.update((take.id, take) for take in found)
        return tuple(summary_of(take) for take in found)

    def takes(self) -> tuple[TakeSummary, ...]:
        with self._lock:
            newest_first = sorted(self._takes.values(), key=lambda take: take.started_at, reverse=True)
            return tuple(summary_of(take, self._counts.get(take.id)) for take in newest_first)

    def search(self, query: str) -> tuple[TakeSummary, ...]:
        wanted = _words_of(query)
        return tuple(
            summary for summary in self.takes() if wanted and _says(self._takes[summary.id].heard, wanted)
        )

    def take(self, take_id: str) -> Take:
        with self._lock:
            return self._find(take_id)

    def delete(self, take_id: str) -> None:
        self._may_write()
        with self._lock:
            take = self._takes.pop(self._find(take_id).id)
            self._counts.pop(take.id, None)
        if take.audio is not None:
            take.audio.unlink(missing_ok=True)

    def forget_sound(self, take_id: str) -> None:
        self._may_write()
        with self._lock:
            take = self._find(take_id)
            self._takes[take.id] = replace(take, audio=None)
        if take.audio is not None:
            take.audio.unlink(missing_ok=True)

    def disk_use(self) -> DiskUse:
        with self._lock:
            takes = tuple(self._takes.values())
        sounds = [take.audio for take in takes if take.audio is not None and take.audio.exists()]
        texts = [take.heard.transcript.text for take in takes if take.heard is not None]
        return DiskUse(sum(sound.stat().st_size for sound in sounds), sum(map(len, texts)))

    def _may_write(self) -> None:
        if self.error is not None:
            raise self.error

    def _find(self, take_id: str) -> Take:
        if take_id in self._takes:
            return self._takes[take_id]
        found = [take for take in self._takes.values() if take_id and take.id.startswith(take_id)]
        if not found:
            raise UnknownTake(f"No take has the id “{take_id}”: see “rehearse history”.")
        if len(found) > 1:
            raise AmbiguousId(f"“{take_id}” could be {', '.join(take.id for take in found)}.")
        return found[0]


def _words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _says(heard: Heard | None, wanted: Iterable[str]) -> bool:
    said = [] if heard is None else _words_of(heard.transcript.text)
    return all(any(word.startswith(each) for word in said) for each in wanted)


def summary_of(take: Take, counts: TakeCounts | None = None) -> TakeSummary:
    """A take as lists show it."""
    return TakeSummary(
        id=take.id,
        question_id=take.question_id,
        prompt=take.prompt,
        target_s=take.target_s,
        started_at=take.started_at,
        duration_s=take.sound.duration_s,
        state=take.state,
        verdict=Verdict.of(take.sound.duration_s, take.target_s),
        engine=None if take.heard is None else take.heard.transcript.engine,
        counts=counts,
        self_rating=take.self_rating,
        story_id=take.story_id,
        has_audio=take.audio is not None,
        starred=take.starred,
        edited=take.edited,
    )


def kept_take(
    take_id: str,
    question_id: str | None = "apology",
    *,
    duration_s: float = 88.0,
    days_ago: float = 1.0,
    now: datetime = ManualClock.start,
    text: str | None = None,
    audio: Path | None = None,
) -> Take:
    """A take from the past, transcribed when words are given."""
    heard = None
    if text is not None:
        words = spoken(text)
        heard = Heard(Transcript.of_words(words, WHISPER), (Interval(words[0].start_s, words[-1].end_s),))
    return Take(
        id=take_id,
        question_id=question_id,
        prompt="Tell me about a time you owed someone an apology.",
        target_s=90.0,
        started_at=now - timedelta(days=days_ago),
        state=TakeState.UNTRANSCRIBED if heard is None else TakeState.REPORTED,
        sound=SoundFacts(duration_s, peak_dbfs=-12.0),
        heard=heard,
        audio=audio,
    )


@dataclass
class MemoryShelf:
    """Questions of the person's own, beside a bank that stays."""

    given: QuestionBank
    own: dict[str, Question] = field(default_factory=dict)
    retired: dict[str, Question] = field(default_factory=dict)

    def bank(self) -> QuestionBank:
        retired = (*self.given.retired, *self.retired.values())
        return QuestionBank((*self.given, *self.own.values()), self.given.problems, retired)

    def save(self, question: Question) -> QuestionBank:
        self.retired.pop(question.id, None)
        self.own[question.id] = question
        return self.bank()

    def retire(self, question_id: str) -> QuestionBank:
        if question_id not in self.own:
            raise UnknownQuestion(f"“{question_id}” is none of your own questions: it stays in the bank.")
        self.retired[question_id] = self.own.pop(question_id)
        return self.bank()

    def own_ids(self) -> frozenset[str]:
        return frozenset((*self.own, *self.retired))


@dataclass
class MemoryStories:
    """Stories that last as long as the test."""

    kept: StoryBook = field(default_factory=StoryBook)

    def book(self) -> StoryBook:
        return self.kept

    def save(self, story: Story) -> StoryBook:
        return self.save_all((story,))

    def save_all(self, stories: Iterable[Story], rankings: Iterable[Ranking] = ()) -> StoryBook:
        by_id = {each.id: each for each in (*self.kept.stories, *stories)}
        ranked = {each.id: each for each in (*self.kept.rankings, *rankings)}
        self.kept = StoryBook(tuple(by_id.values()), tuple(ranked.values()))
        return self.kept

    def save_ranking(self, ranking: Ranking) -> StoryBook:
        return self.save_all((), (ranking,))

    def remove(self, story_id: str) -> StoryBook:
        gone = self.kept.get(story_id)
        self.kept = replace(self.kept, stories=tuple(each for each in self.kept if each != gone))
        return self.kept

    def remove_ranking(self, ranking_id: str) -> StoryBook:
        left = tuple(each for each in self.kept.rankings if each.id != ranking_id)
        self.kept = replace(self.kept, rankings=left)
        return self.kept


@dataclass
class ScriptedStoryFiles:
    """Files that hold what a test says, and those that were written."""

    files: dict[Path, StoryBook] = field(default_factory=dict)

    def templates(self) -> Mapping[str, StoryBook]:
        blank = Story("", "[What you changed] for [whom]", (Principle.DELIVER_RESULTS,), result="[Number].")
        return {"star": StoryBook((blank,))}

    def read(self, path: Path) -> StoryBook:
        if path not in self.files:
            raise NotFound(f"There is no file {path}.")
        return self.files[path]

    def write(self, book: StoryBook, path: Path) -> None:
        self.files[path] = book


@dataclass
class MemorySessions:
    """Keeps the session under way as long as the test lasts."""

    session: Session | None = None

    def unfinished(self) -> Session | None:
        return None if self.session is None or self.session.is_done else self.session

    def keep(self, session: Session) -> None:
        self.session = session

    def forget(self) -> None:
        self.session = None


@dataclass
class ScriptedDevices:
    """The devices the test says there are."""

    inputs: Sequence[Device] = (Device("Scripted microphone", 48_000, 1, True),)
    outputs: Sequence[Device] = (Device("Silent speaker", 48_000, 2, True),)
    voice_names: Sequence[str] = ("English",)

    def microphones(self) -> tuple[Device, ...]:
        return tuple(self.inputs)

    def speakers(self) -> tuple[Device, ...]:
        return tuple(self.outputs)

    def voices(self) -> tuple[str, ...]:
        return tuple(self.voice_names)


@dataclass
class ScriptedModels:
    """Models that arrive in four steps."""

    present: set[str] = field(default_factory=lambda: {"base.en"})
    error: RehearseError | None = None
    known: Sequence[str] = ("tiny.en", "base.en", "small.en")

    def models(self) -> tuple[ModelInfo, ...]:
        return tuple(self._info(name) for name in self.known)

    def fetch(
        self, name: str, progress: Callable[[Progress], None], cancelled: Callable[[], bool]
    ) -> ModelInfo:
        if name not in self.known:
            raise UnknownModel(f"No model is called “{name}”.")
        if self.error is not None:
            raise self.error
        for done in range(1, 5):
            if cancelled():
                return self._info(name)
            progress(Progress(done * 25_000_000, 100_000_000))
        self.present.add(name)
        return self._info(name)

    def check(self, name: str) -> tuple[str, ...]:
        if name not in self.present:
            raise NoRecogniser(f"{name} is not here.")
        return ()

    def _info(self, name: str) -> ModelInfo:
        return ModelInfo(name, Path("models") / name, name in self.present, 100_000_000, "for tests")


@dataclass
class ExportLog:
    """Writes down what was to be exported, or fails with the error it was given."""

    error: RehearseError | None = None
    written: list[tuple[Report, str | None, Form, Path]] = field(default_factory=list)

    def __call__(
        self, report: Report, question: Question | None, take_id: str | None, form: Form, path: Path
    ) -> None:
        if self.error is not None:
            raise self.error
        self.written.append((report, take_id, form, path))
        path.write_text(form)


def question(question_id: str = "apology", **changes: object) -> Question:
    """A small question, whole in every field."""
    made = Question(
        id=question_id,
        title=question_id.replace("-", " ").capitalize(),
        prompt="Tell me about a time you owed someone an apology.",
        principles=(Principle.EARN_TRUST, Principle.OWNERSHIP),
        shape=("Say sorry for the exact harm", "Mend it", "Check back later"),
        follow_ups=("How did you make sure it would not happen again?",),
        pitfalls=("Defending yourself",),
        pack="Tests",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


BANK = QuestionBank(
    (
        question("apology", title="An apology you owed"),
        question(
            "being-wrong",
            title="When you turned out to be wrong",
            prompt="When did you turn out to be wrong, and what came of it?",
            principles=(Principle.LEARN_AND_BE_CURIOUS, Principle.ARE_RIGHT_A_LOT),
        ),
        question(
            "difficult-customer",
            title="Your most difficult customer",
            prompt="Who was the hardest customer you ever had, and how did you handle them?",
            principles=(Principle.CUSTOMER_OBSESSION, Principle.DIVE_DEEP),
        ),
    )
)


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

"""What was said: words, when they were said, and who heard them."""

from collections.abc import Iterable
from dataclasses import dataclass

from rehearse.interview.sound import Interval

Span = tuple[int, int]
"""A half-open range of code points in a transcript's text."""


@dataclass(frozen=True, slots=True)
class Engine:
    """The recogniser that heard an answer; counts of different engines are never compared unmarked."""

    name: str
    """`whisper`, `pocketsphinx`, or `none` for a transcript that was given as text."""
    model: str | None

    @property
    def hears_filled_pauses(self) -> bool:
        """Whether an "um" comes back as one. PocketSphinx writes "and" instead."""
        return self.name != "pocketsphinx"

    @property
    def is_rough(self) -> bool:
        """Whether its transcripts are called rough wherever they are shown."""
        return self.name == "pocketsphinx"


NO_ENGINE = Engine("none", None)


@dataclass(frozen=True, slots=True)
class Word:
    """One word with its place in time and in the text."""

    text: str
    start_s: float
    end_s: float
    confidence: float | None
    """0 to 1, not comparable between engines; None where the engine gives none."""
    span: Span


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word as a recogniser gives it, before it has a place in a text."""

    text: str
    start_s: float
    end_s: float
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """The text of an answer; `words` is empty when it was given as text."""

    text: str
    words: tuple[Word, ...] = ()
    engine: Engine = NO_ENGINE

    @classmethod
    def of_words(cls, heard: Iterable[HeardWord], engine: Engine) -> "Transcript":
        """Join heard words with single spaces, each with its span in the text."""
        words: list[Word] = []
        at = 0
        for word in heard:
            end = at + len(word.text)
            words.append(Word(word.text, word.start_s, word.end_s, word.confidence, (at, end)))
            at = end + 1
        return cls(" ".join(word.text for word in words), tuple(words), engine)


@dataclass(frozen=True, slots=True)
class Heard:
    """All that listening to an answer gives: its words and where there was a voice."""

    transcript: Transcript
    voice: tuple[Interval, ...]
    """Voice activity, in order, without overlap."""
    unworded: tuple[Interval, ...] = ()
    """Sounds that no word covers and that may be hesitations, in order, without overlap."""

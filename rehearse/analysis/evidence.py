"""What a judgement is made of: figures, each with the words it stands on."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rehearse.interview.part import Part
from rehearse.interview.sound import Interval
from rehearse.interview.transcript import Span
from rehearse.interview.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Timing:
    """Duration and delivery; a figure is None where the answer has no clock of its own."""

    duration_s: float | None
    target_s: float
    verdict: Verdict | None
    words: int
    """Tokens that hold a letter or a digit, fillers included."""
    speaking_s: float | None
    """Seconds of voice activity, gaps under 0.25 s bridged."""
    start_delay_s: float | None
    pauses: tuple[Interval, ...] | None
    """Silences of 2 s or more between the first and the last voice."""

    @property
    def delta_s(self) -> float | None:
        """Duration less target."""
        return None if self.duration_s is None else self.duration_s - self.target_s

    @property
    def wpm(self) -> float | None:
        """Words a minute over the whole duration."""
        return self.words * 60 / self.duration_s if self.duration_s else None

    @property
    def articulation_wpm(self) -> float | None:
        """Words a minute while there was a voice."""
        return self.words * 60 / self.speaking_s if self.speaking_s else None


class FillerKind(StrEnum):
    """What sort of filler it is."""

    FILLED_PAUSE = "filled_pause"
    DISCOURSE = "discourse"
    UNWORDED = "unworded"


class Certainty(StrEnum):
    """Whether a filler would be one in any reading."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Filler:
    """One filler that is counted, and why."""

    text: str
    kind: FillerKind
    certainty: Certainty
    reason: str
    span: Span
    time: Interval | None = None


@dataclass(frozen=True, slots=True)
class Fillers:
    """All counted fillers; the number is a floor, for recognisers leave some out."""

    items: tuple[Filler, ...]
    reliable: bool
    """False where the recogniser can't hear filled pauses."""
    duration_s: float | None

    @property
    def count(self) -> int:
        """Certain and possible ones."""
        return len(self.items)

    @property
    def certain(self) -> int:
        """How many are fillers in any reading."""
        return sum(item.certainty is Certainty.CERTAIN for item in self.items)

    @property
    def possible(self) -> int:
        """How many may be meant."""
        return self.count - self.certain

    @property
    def per_minute(self) -> float | None:
        """Rate, None without a clock or with a recogniser that is deaf to filled pauses."""
        return self.count * 60 / self.duration_s if self.duration_s and self.reliable else None


class MetricKind(StrEnum):
    """What a stated number measures."""

    PERCENT = "percent"
    MONEY = "money"
    TIME = "time"
    COUNT = "count"
    RATIO = "ratio"
    SCORE = "score"
    STAT = "stat"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Metric:
    """One stated metric, its words and its value."""

    text: str
    kind: MetricKind
    value: float | None
    """None for a change, whose ends are `from_value` and `to_value`."""
    unit: str | None
    span: Span
    from_value: float | None = None
    to_value: float | None = None
    time: Interval | None = None


@dataclass(frozen=True, slots=True)
class VagueAmount:
    """Words like "significantly" where a number was owed."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class MetricMenu:
    """Which kinds of evidence the answer gave."""

    baseline: bool = False
    change: bool = False
    money: bool = False
    time: bool = False
    rate: bool = False
    confidence: bool = False
    p_value: bool = False


@dataclass(frozen=True, slots=True)
class Metrics:
    """All stated metrics."""

    items: tuple[Metric, ...]
    menu: MetricMenu
    vague: tuple[VagueAmount, ...]

    @property
    def stated(self) -> bool:
        """Whether any result was put in numbers."""
        return bool(self.items)


@dataclass(frozen=True, slots=True)
class PartShare:
    """How much of the answer one part takes."""

    seconds: float | None
    share: float
    """Of the words that have a part; all five sum to 1."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the part it plays; None for throat-clearing and asides."""

    span: Span
    part: Part | None
    time: Interval | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """STAR + Reflection."""

    parts: Mapping[Part, PartShare]
    """All five, absent ones 0."""
    sentences: tuple[Sentence, ...]

    @property
    def missing(self) -> tuple[Part, ...]:
        """The parts that no sentence plays."""
        return tuple(part for part in Part if self.parts[part].share == 0)


@dataclass(frozen=True, slots=True)
class Pronoun:
    """An "I" or a "we" within the action part."""

    text: str
    who: str
    """`i` or `we`."""
    span: Span


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who did it: the speaker or everybody."""

    items: tuple[Pronoun, ...]

    @property
    def i(self) -> int:
        """How often the speaker says I, me, my."""
        return sum(item.who == "i" for item in self.items)

    @property
    def we(self) -> int:
        """How often the speaker says we, us, our."""
        return len(self.items) - self.i


class Severity(StrEnum):
    """How much a finding weighs."""

    INFO = "info"
    ADVICE = "advice"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed, in a coach's words, with where it shows."""

    code: str
    severity: Severity
    message: str
    spans: tuple[Span, ...] = ()

"""What each setting may be, for the file and the app alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rehearse.interview.principle import Principle
from rehearse.practice.settings import Settings, Theme, setting_names


@dataclass(frozen=True, slots=True)
class Rule:
    """What a setting may be. The first frame waits for it, and a validating library is slow to import."""

    kind: type
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    enum: type[StrEnum] | None = None

    def allows(self, value: object) -> bool:
        """Whether a value, as TOML gives it, will do."""
        match value:
            case bool():
                return self.kind is bool
            case int() | float():
                if self.kind is not float and not (self.kind is int and isinstance(value, int)):
                    return False
                return self.low is None or self.high is None or self.low <= value <= self.high
            case str():
                return (
                    self.kind is str
                    and _says_something(value)
                    and (not self.choices or value in self.choices)
                )
            case list() | tuple():
                return self.kind is tuple and all(
                    isinstance(text, str)
                    and _says_something(text)
                    and (not self.choices or text in self.choices)
                    for text in value
                )
            case _:
                return False

    def read(self, value: Any) -> Any:
        """Turn a value that will do into the setting's own type."""
        return self.enum(value) if self.enum is not None else self.kind(value)

    def __str__(self) -> str:
        if self.choices and self.kind is tuple:
            return f"a list of any of: {'; '.join(self.choices)}"
        if self.choices:
            return f"one of {', '.join(self.choices)}"
        if self.low is not None:
            return f"{_KINDS[self.kind]} from {self.low:g} to {self.high:g}"
        return _KINDS[self.kind]


_KINDS: Mapping[type, str] = {
    bool: "true or false",
    float: "a number",
    int: "a whole number",
    str: "a text",
    tuple: "a list of texts",
}

RULES: Mapping[str, Rule] = {
    "target_s": Rule(float, 10, 1800),
    "slow_below_wpm": Rule(float, 30, 300),
    "fast_above_wpm": Rule(float, 60, 400),
    "own_fillers": Rule(tuple),
    "muted_fillers": Rule(tuple),
    "principles": Rule(tuple, choices=tuple(map(str, Principle))),
    "live_counters": Rule(bool),
    "cues": Rule(bool),
    "ticks": Rule(bool),
    "thinking_s": Rule(float, 0, 600),
    "rate_first": Rule(bool),
    "speak_questions": Rule(bool),
    "voice": Rule(str),
    "voice_wpm": Rule(int, 80, 400),
    "microphone": Rule(str),
    "speaker": Rule(str),
    "engine": Rule(str, choices=("auto", "whisper", "pocketsphinx")),
    "model": Rule(str),
    "theme": Rule(str, choices=tuple(Theme), enum=Theme),
    "keep_audio_days": Rule(int, 1, 36_500),
}


def mistakes_in(values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Find what is wrong with values that were set: pairs of a key and what would do there."""
    for key, value in values.items():
        rule = RULES.get(key)
        if rule is None:
            import difflib

            nearest = difflib.get_close_matches(key, setting_names(), n=1)
            hint = f": did you mean {nearest[0]}?" if nearest else f"; there are {', '.join(setting_names())}"
            yield key, f"no setting is called {_quoted(key)}{hint}"
        elif not rule.allows(value):
            yield key, f"{key} must be {rule}, not {_quoted(value)}"
    defaults = Settings()
    slow, fast = (values.get(name, getattr(defaults, name)) for name in ("slow_below_wpm", "fast_above_wpm"))
    if isinstance(slow, int | float) and isinstance(fast, int | float) and slow >= fast:
        key = "slow_below_wpm" if "slow_below_wpm" in values else "fast_above_wpm"
        yield key, f"slow_below_wpm ({slow:g}) must be less than fast_above_wpm ({fast:g})"


def _says_something(text: str) -> bool:
    return bool(text.strip()) and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _quoted(value: object) -> str:
    import json  # only what is wrong is quoted

    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else f"{text[:39]}…"

"""What the app says of settings: their names, their values, and what will not do."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rehearse.practice.setting_rules import RULES, Rule, mistakes_in
from rehearse.practice.settings import Settings, setting_names
from rehearse.tui.text.figures import one_line

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Your answers": (
        "target_s",
        "slow_below_wpm",
        "fast_above_wpm",
        "own_fillers",
        "muted_fillers",
        "principles",
    ),
    "While you answer": ("thinking_s", "live_counters", "cues", "ticks", "rate_first"),
    "Hearing and speaking": ("speak_questions", "voice", "voice_wpm", "microphone", "speaker"),
    "Who listens": ("engine", "model"),
    "This app": ("theme", "keep_audio_days"),
}
"""The settings in the order of the form."""

OTHER = "More"

LABELS: Mapping[str, str] = {
    "target_s": "Target length",
    "slow_below_wpm": "Slow below",
    "fast_above_wpm": "Fast above",
    "own_fillers": "Your own fillers",
    "muted_fillers": "Never fillers",
    "principles": "Principles",
    "thinking_s": "Time to think",
    "live_counters": "Live counters",
    "cues": "Cues",
    "ticks": "Ticks",
    "rate_first": "Rate yourself first",
    "speak_questions": "Read questions aloud",
    "voice": "Voice",
    "voice_wpm": "Pace of the voice",
    "microphone": "Microphone",
    "speaker": "Speaker",
    "engine": "Recogniser",
    "model": "Whisper model",
    "theme": "Theme",
    "keep_audio_days": "Keep sound for",
}

CHANGES: Mapping[str, str] = {
    "target_s": "moves the bar while you answer, and every verdict",
    "slow_below_wpm": "moves the advice about pace in every report",
    "fast_above_wpm": "moves the advice about pace in every report",
    "own_fillers": "counts them in every report, old takes too",
    "muted_fillers": "leaves them out of every report, old takes too",
    "principles": "moves what counts as ready, and the sheet for the day before",
    "thinking_s": "adds a countdown after each question",
    "live_counters": "changes what you see while you speak, not what is counted",
    "cues": "changes what you hear just before and after an answer",
    "ticks": "changes what you hear while you speak; use headphones",
    "rate_first": "adds one key before each report",
    "speak_questions": "changes whether you hear questions; they are always shown",
    "voice": "changes who reads; questions are rendered anew",
    "voice_wpm": "changes how fast questions are read, not how you are judged",
    "microphone": "changes what the next answer is recorded with",
    "speaker": "changes where questions and takes are heard",
    "engine": "changes who hears the next answer; old words stay",
    "model": "changes who hears the next answer; old words stay",
    "theme": "changes the colours at once",
    "keep_audio_days": "deletes the sound of older takes; their words stay",
}

UNITS: Mapping[str, str] = {
    "target_s": "s",
    "slow_below_wpm": "words a minute",
    "fast_above_wpm": "words a minute",
    "thinking_s": "s",
    "voice_wpm": "words a minute",
    "keep_audio_days": "days",
}

UNSET: Mapping[str, str] = {
    "voice": "an English one",
    "microphone": "the system's choice",
    "speaker": "the system's choice",
    "keep_audio_days": "for good",
    "own_fillers": "none",
    "muted_fillers": "none",
    "principles": "all sixteen",
}

CHOICES: Mapping[str, Mapping[str, str]] = {
    "engine": {
        "auto": "Whisper if it is here, else PocketSphinx",
        "whisper": "Whisper",
        "pocketsphinx": "PocketSphinx (rough)",
    },
    "theme": {"dark": "dark", "light": "light"},
}

BY_HAND_TOO = "kept in settings.toml"


def groups() -> dict[str, tuple[str, ...]]:
    """Every setting once, under its group's title."""
    grouped = {name for names in GROUPS.values() for name in names}
    rest = tuple(name for name in setting_names() if name not in grouped)
    return {**GROUPS, **({OTHER: rest} if rest else {})}


def label_of(name: str) -> str:
    """A setting's name in words."""
    return LABELS.get(name, name.replace("_", " ").capitalize())


def value_said(name: str, value: object) -> str:
    """A value as it is read."""
    if value is None or value == ():
        return UNSET.get(name, "unset")
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, tuple) and RULES[name].choices:
        return " · ".join(value)
    if isinstance(value, str) and value in CHOICES.get(name, {}):
        return CHOICES[name][value]
    return f"{value_typed(name, value)} {UNITS.get(name, '')}".rstrip()


def value_shown(name: str, value: object) -> tuple[str, str]:
    """A value in its row, and a word beside it where it isn't the default."""
    default = getattr(Settings(), name)
    mark = "" if not isinstance(value, bool) else "● " if value else "○ "
    return mark + value_said(name, value), "" if value == default else f"default {value_said(name, default)}"


def value_typed(name: str, value: object) -> str:
    """A value as it is typed."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return one_line(", ".join(value))
    return f"{value:g}" if isinstance(value, float) else one_line(str(value))


def value_of(name: str, typed: str) -> object:
    """What was typed, as the setting's own kind where it can be; nothing typed is the default."""
    typed = typed.strip()
    if not typed:
        return getattr(Settings(), name)
    rule = RULES[name]
    if rule.kind is tuple:
        return tuple(dict.fromkeys(text for each in typed.split(",") if (text := " ".join(each.split()))))
    if rule.kind in (int, float):
        try:
            number = float(typed.replace(",", "."))
        except ValueError:
            return typed
        return int(number) if rule.kind is int and number.is_integer() else number
    return typed


def complaint(name: str, value: object, settings: Settings) -> str | None:
    """Why a value will not do among the others, kindly; None when it will."""
    rule = RULES[name]
    if value is not None and not rule.allows(value):
        return _wanted(rule, UNITS.get(name, ""))
    change: dict[str, Any] = {name: value}
    changed = replace(settings, **change)
    values = {each: getattr(changed, each) for each in setting_names()}
    if any(mistakes_in({each: value for each, value in values.items() if value is not None})):
        slow, fast = changed.slow_below_wpm, changed.fast_above_wpm
        return f"Slow has to stay below fast: {slow:g} is not below {fast:g}."
    return None


def _wanted(rule: Rule, unit: str) -> str:
    if rule.low is not None:
        whole = "A whole number" if rule.kind is int else "A number"
        return f"{whole} from {rule.low:g} to {rule.high:g}{f' ({unit})' if unit else ''} will do."
    if rule.choices:
        return f"One of {', '.join(rule.choices)} will do."
    return "Words with commas between them will do." if rule.kind is tuple else "Some text is needed here."

"""What a person can set; each field's docstring is what the settings page and file say of it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from itertools import pairwise

from rehearse.analysis.rubric import Rubric


class Theme(StrEnum):
    """The app's colours."""

    DARK = "dark"
    LIGHT = "light"


@dataclass(frozen=True, slots=True)
class Settings:
    """A person's choices; what isn't chosen has its default."""

    target_s: float = 90.0
    """Seconds an answer aims at, unless the question or the command says otherwise."""
    slow_below_wpm: float = 120.0
    """Under this pace an answer is called slow."""
    fast_above_wpm: float = 170.0
    """Over this pace an answer is called fast."""
    own_fillers: tuple[str, ...] = ()
    """Words or phrases of your own that are always counted as fillers."""
    muted_fillers: tuple[str, ...] = ()
    """Words or phrases that are never counted as fillers."""
    principles: tuple[str, ...] = ()
    """The principles that your interview asks about; none named is all of them."""
    live_counters: bool = True
    """Show words and counts while you speak; off is "eyes up"."""
    cues: bool = True
    """A soft sound when the recording begins and when it ends."""
    ticks: bool = False
    """A soft tick at 60, 90 and 120 seconds."""
    thinking_s: float = 0.0
    """Seconds to think between the question and the recording; 0 starts at once."""
    rate_first: bool = True
    """Ask how it felt before the report is shown."""
    speak_questions: bool = True
    """Read questions aloud."""
    voice: str | None = None
    """The voice's name; unset picks an English one."""
    voice_wpm: int = 170
    """How fast questions are read, in words a minute."""
    microphone: str | None = None
    """The microphone's name; unset is the system's own choice."""
    speaker: str | None = None
    """The speaker's name; unset is the system's own choice."""
    engine: str = "auto"
    """`auto` takes Whisper when its model is here, else PocketSphinx."""
    model: str = "base.en"
    """The Whisper model: a name, or a folder of your own."""
    theme: Theme = Theme.DARK
    """Dark or light."""
    keep_audio_days: int | None = None
    """Days that sound is kept, counted at each start; unset keeps it for good. The words stay."""


def setting_names() -> tuple[str, ...]:
    """All names, in the order in which they are shown and written."""
    return tuple(field.name for field in fields(Settings))


def setting_notes() -> Mapping[str, str]:
    """What each setting does: the docstring under its field."""
    # Only who writes the settings down waits for these.
    import ast
    import inspect

    (definition,) = ast.parse(inspect.getsource(Settings)).body
    assert isinstance(definition, ast.ClassDef)
    return {
        field.target.id: inspect.cleandoc(note.value.value)
        for field, note in pairwise(definition.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(note, ast.Expr)
        and isinstance(note.value, ast.Constant)
        and isinstance(note.value.value, str)
    }


def rubric_of(settings: Settings) -> Rubric:
    """The rubric with its bands and words moved by a person's settings."""
    return Rubric(
        slow_below_wpm=settings.slow_below_wpm,
        fast_above_wpm=settings.fast_above_wpm,
        own_fillers=settings.own_fillers,
        muted_fillers=settings.muted_fillers,
    )

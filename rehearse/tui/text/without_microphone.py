"""What the app says where an answer is written, or comes in a file."""

from rehearse.interview.length import seconds_typed
from rehearse.practice.ports import Progress
from rehearse.tui.text.figures import clock, plural

TITLE = "Without a microphone"
QUESTION = "Question"
ENTER_CHANGES = "enter changes it"
WRITE = "Write or paste your answer"
WRITE_HERE = "Write as you would speak: the report judges what would be heard."
LENGTH = "Said aloud, it takes"
LENGTH_UNIT = "seconds, if you know"
LENGTH_EMPTY = "–"
FILE = "Or choose a sound file"
FILE_HERE = "path of a recording, any kind"
FILE_NOTE = "It is copied and kept as a take, like an answer spoken now."
OTHER_QUESTION = "Another question"
WRITTEN_NOTE = "written, not kept"
ANY_ANSWER = "An answer of your own"
PART_OF_A_LENGTH = r"[0-9:., ]*s?"
NOT_A_LENGTH = "A length is a number of seconds like 88, or minutes and seconds like 1:28."
BROWSE_TITLE = "Choose a sound file"
BROWSE_SHOWS = "Folders and sound files are shown: wav, mp3, m4a, flac, ogg, opus, mp4 and their like."
BROWSE_EMPTY = (
    "Nothing to choose in here: no folder, and no sound file (wav, mp3, m4a, flac, ogg, opus, mp4 …)."
)


def written_note(text: str, *, in_session: bool) -> str:
    """How much is written, and what becomes of it."""
    count = len(text.split())
    fate = "kept until you leave the closing page" if in_session else "judged, not kept"
    return f"{plural(count, 'word')} · {fate}" if count else fate


def taking_in(progress: Progress | None) -> str:
    """How far a file was read."""
    return "Opening the file …" if progress is None else f"Taking it in … {clock(progress.done)}"


def length_of(text: str) -> float | None:
    """Seconds from what was typed; None where nothing was.

    Raises:
        ValueError: it is no length.
    """
    if not text.strip():
        return None
    length_s = seconds_typed(text)
    if not 1 <= length_s <= 12 * 3600:
        raise ValueError(NOT_A_LENGTH)
    return length_s


def broken_off(at_s: float) -> str:
    """Say that a file could not be read to its end."""
    return f"The file breaks off at {clock(at_s)}. Everything up to then is kept."

"""What tests of the archive on disk share: sound to keep, processes to kill, a user who may not do all."""

import os
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from rehearse.interview.sound import SAMPLE_RATE, Interval, SoundFacts
from rehearse.interview.take import Take, TakeCounts
from rehearse.interview.transcript import Engine, Heard, HeardWord, Transcript
from rehearse.speech.recording import mend
from rehearse.storage.data_folder import DataFolder
from rehearse.storage.sqlite_archive import SqliteArchive

CHECKOUT = Path(__file__).parents[2]
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SOUND = SoundFacts(2.0, peak_dbfs=-3.5, overflows=1, device="USB Audio")
COUNTS = TakeCounts(1, 0.5, 2, 3, 120.0, ("task",), version=1)


def archive_at(root: Path) -> SqliteArchive:
    """The archive as the product builds it."""
    return SqliteArchive(DataFolder.at(root), mend)


def heard(text: str) -> Heard:
    """Words, one a second."""
    words = [HeardWord(word, float(at), at + 0.5, 0.9) for at, word in enumerate(text.split())]
    return Heard(
        Transcript.of_words(words, Engine("whisper", "base.en")), (Interval(0.0, float(len(words))),)
    )


def record(path: Path, seconds: float = 2.0) -> None:
    """Write a whole sound file."""
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(SAMPLE_RATE)
        sound.writeframes(b"\x10\x20" * int(seconds * SAMPLE_RATE))


def child(program: str, root: Path, *arguments: str) -> subprocess.Popen[str]:
    """Run a program beside this one; it finds `root` in the first argument."""
    return subprocess.Popen(
        [sys.executable, "-c", program, str(root), *arguments],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@contextmanager
def as_nobody() -> Iterator[Path]:
    """Do what follows as a user whom permissions hold, in a folder of that user's; root is held by none."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=False) as folder:
        if os.geteuid() != 0:
            yield Path(folder)
            return
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
        try:
            yield Path(folder)
        finally:
            os.seteuid(0)


def kept(archive: SqliteArchive, started_at: datetime = NOON) -> Take:
    """A take that was recorded."""
    draft = archive.begin("apology", "Whom did you owe an apology?", 90.0, started_at)
    record(draft.sound_path)
    return archive.keep(draft, SOUND)


def reported(archive: SqliteArchive, words: str, started_at: datetime = NOON) -> Take:
    """A take whose words are known."""
    return archive.file(kept(archive, started_at).id, heard(words), COUNTS)

"""Spoken text to test with, made by synthesisers that need neither network nor sound card."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Literal

Synthesiser = Literal["flite", "espeak-ng"]


def can_speak(synthesiser: Synthesiser = "flite") -> bool:
    """Tells whether this machine has the synthesiser."""
    return shutil.which(synthesiser) is not None


def spoken(text: str, synthesiser: Synthesiser = "flite") -> Path:
    """Gives a mono WAV file in which the text is said; the same text is synthesised once and kept.

    flite speaks at 16 kHz with a voice that PocketSphinx understands; espeak-ng at 22.05 kHz, mechanically.
    """
    folder = Path(tempfile.gettempdir()) / f"rehearse-spoken-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    sound = folder / f"{synthesiser}-{hashlib.sha256(text.encode()).hexdigest()[:16]}.wav"
    if sound.exists():
        return sound
    # Under another name at first: two test runs may want the same words at the same time.
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        words, unfinished = Path(scratch, "words.txt"), Path(scratch, "spoken.wav")
        words.write_text(text)
        commands = {
            "flite": ("flite", "-voice", "slt", "-f", str(words), "-o", str(unfinished)),
            "espeak-ng": ("espeak-ng", "-v", "en-us", "-f", str(words), "-w", str(unfinished)),
        }
        subprocess.run(commands[synthesiser], check=True, capture_output=True)
        return unfinished.rename(sound)

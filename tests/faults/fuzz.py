"""Bad input of every kind, made from good by a fixed seed: the answer is one line, never a crash."""

import random
import shutil
import time
import wave
from collections.abc import Callable
from pathlib import Path

from rehearse import config, resources
from rehearse.analysis.report import Answer, analyse
from rehearse.analysis.rubric import Rubric
from rehearse.cli.reports import Judged, document
from rehearse.durable import remove_tree
from rehearse.interview.errors import RehearseError
from rehearse.interview.transcript import Transcript
from rehearse.speech.audio_file import PyAvReader
from rehearse.speech.model_folder import is_whole
from rehearse.speech.models import HubModelShelf
from rehearse.storage.backup import BackupFile
from rehearse.storage.data_folder import DataFolder
from rehearse.storage.question_pack import load_bank, read_pack
from rehearse.storage.session_file import SessionFile
from rehearse.storage.story_file import read_book
from rehearse.storage.transcript_file import read_transcript
from tests.faults.kills import MODEL, filled
from tests.faults.program import Home
from tests.storage.disk import archive_at

BOUND_S = 10.0
BROKE = Path(__file__).with_name("broke")
"""Inputs that once broke something: they are tried before any new one."""

_MARKS = (
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\r", b"\x1b[2J", b"[" * 3000, b"{" * 3000, b'"', b"'''", b"\\u0000",
    b"1e999", b"-1", b"99999999999999999999999", b"nan", b"inf", b"null", b"true", b"=", b"\n\n", b"../../x",
    b"<script>", b"=cmd()", "\u202e".encode(), b"1979-05-27", b"[[question]]", b"\xf0\x9f\x92\xa9",
)  # fmt: skip

Try = Callable[[bytes], object]


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Good input with one to six changes of the kinds that break programs."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed) + 1)
        span = slice(at, at + chance.choice((1, 2, 8, 64, 1000)))
        match chance.randrange(6):
            case 0:
                changed[span] = chance.randbytes(len(changed[span]))
            case 1:
                del changed[span]
            case 2:
                changed[at:at] = chance.choice(_MARKS)
            case 3:
                changed[at:at] = changed[span]
            case 4:
                changed[span] = chance.choice(_MARKS)
            case _ if chance.random() < 0.3:
                del changed[at:]
    return bytes(changed)


def broken_by(name: str, good: bytes, attempt: Try, chance: random.Random, inputs: int) -> list[str]:
    """Try so many inputs after those that once broke something; gives what broke."""
    known = [path.read_bytes() for path in sorted(BROKE.glob(f"{name}.*"))]
    broke = []
    for number in range(inputs + len(known)):
        content = known[number] if number < len(known) else mutated(good, chance)
        began_s = time.monotonic()
        try:
            attempt(content)
        except RehearseError as error:
            if "\n" in str(error):  # other control characters are shown as pictures, whoever prints it
                broke.append(f"{number}: the error is more than a line: {str(error)!a:.200}")
        except Exception as error:  # whatever it is, it is what is looked for
            broke.append(f"{number}: {type(error).__name__}: {str(error)!a:.200}")
            if content not in known:
                _remember(name, content)
        if time.monotonic() - began_s > BOUND_S:
            broke.append(f"{number}: took {time.monotonic() - began_s:.0f} s")
            if content not in known:
                _remember(name, content)
    return broke


def sound_files(folder: Path, chance: random.Random, inputs: int) -> list[str]:
    """WAV and FLAC files, decoded to their end."""
    path = folder / "sound"

    def attempt(content: bytes) -> None:
        path.write_bytes(content)
        source = PyAvReader().open(path)
        for _ in source.blocks():
            pass

    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes(chance.randbytes(20_000))
    flac = (resources.samples_folder() / "apology.flac").read_bytes()[:60_000]
    return [
        *broken_by("wav", path.read_bytes(), attempt, chance, inputs // 2),
        *broken_by("flac", flac, attempt, chance, inputs - inputs // 2),
    ]


def transcripts(folder: Path, chance: random.Random, inputs: int) -> list[str]:
    """Transcripts, judged and shown in every form."""
    path = folder / "answer.txt"
    good = (resources.samples_folder() / "apology.txt").read_bytes()

    def attempt(content: bytes) -> None:
        path.write_bytes(content)
        report = analyse(Answer(str(path), Transcript(read_transcript(str(path))), 90.0, 85.0), Rubric())
        for form in ("text", "json", "markdown", "html"):
            list(document([Judged(report)], form))

    return broken_by("transcript", good, attempt, chance, inputs)


def packs(folder: Path, chance: random.Random, inputs: int) -> list[str]:
    """Question packs, alone and beside the bundled one."""
    path = folder / "mine.toml"
    good = (resources.questions_folder() / "leadership-principles.toml").read_bytes()[:6000]

    def attempt(content: bytes) -> None:
        path.write_bytes(content)
        load_bank(resources.questions_folder(), folder)
        read_pack(path)

    return broken_by("pack", good, attempt, chance, inputs)


def settings(folder: Path, chance: random.Random, inputs: int) -> list[str]:
    """Settings, with every key set."""
    path = folder / "settings.toml"
    good = config.template().replace("# ", "").encode() + config.template().encode()

    def attempt(content: bytes) -> None:
        path.write_bytes(content)
        config.save(path, config.load(path))

    return broken_by("settings", good, attempt, chance, inputs)


def stories(folder: Path, chance: random.Random, inputs: int) -> list[str]:
    """Files of stories."""
    path = folder / "stories.toml"
    good = next(iter(sorted(resources.templates_folder().glob("*.toml")))).read_bytes()

    def attempt(content: bytes) -> None:
        path.write_bytes(content)
        read_book(path)

    return broken_by("stories", good, attempt, chance, inputs)


def sessions(folder: Path, chance: random.Random, inputs: int) -> list[str]:
    """The interview under way."""
    path = folder / "session.json"
    step = (
        b'{"prompt": "Why?", "question_id": null, "target_s": 90.0, "story_id": null, "follows_up": false,'
        b' "take_id": null, "passed_over": false}'
    )
    good = b'{"schema": "rehearse.session/1", "kind": "mock", "at": 0, "steps": [' + step + b"]}"

    def attempt(content: bytes) -> None:
        path.write_bytes(content)
        SessionFile(path).waiting()

    return broken_by("session", good, attempt, chance, inputs)


def takes(folder: Path, chance: random.Random, inputs: int) -> list[str]:
    """What is beside the sound of a take, from which its row is made anew."""
    home = folder / "home"
    take_id = filled(Home.at(home))[0]
    sidecar = home / "takes" / take_id / "take.json"
    good = sidecar.read_bytes()

    def attempt(content: bytes) -> None:
        sidecar.write_bytes(content)
        for file in home.glob("rehearse.sqlite3*"):
            file.unlink()
        archive = archive_at(home)
        archive.recover()
        if len([archive.take(take.id) for take in archive.takes()]) != 8:
            raise AssertionError("takes are not found again")

    return broken_by("take", good, attempt, chance, inputs)


def databases(folder: Path, chance: random.Random, inputs: int) -> list[str]:
    """The database: read, searched, and made anew."""
    home = folder / "home"
    filled(Home.at(home))
    whole = folder / "whole"
    shutil.copytree(home, whole)
    good = (home / "rehearse.sqlite3").read_bytes()

    def attempt(content: bytes) -> None:
        remove_tree(home)
        shutil.copytree(whole, home)
        (home / "rehearse.sqlite3").write_bytes(content)
        archive = archive_at(home)
        try:
            for take in archive.takes():
                archive.take(take.id)
            archive.search("owned")
        except RehearseError:
            archive.repair()
            if len([archive.take(take.id) for take in archive.takes()]) != 8:
                raise AssertionError("takes are not found again") from None

    return broken_by("database", good, attempt, chance, inputs)


def backups(folder: Path, chance: random.Random, inputs: int) -> list[str]:
    """Backups: brought back whole, or nothing of them."""
    home, there, path = folder / "home", folder / "there", folder / "all.zip"
    filled(Home.at(home), 0.2)
    BackupFile(DataFolder.at(home)).save(path)
    good = path.read_bytes()

    def attempt(content: bytes) -> None:
        path.write_bytes(content)
        remove_tree(there)
        try:
            BackupFile(DataFolder.at(there)).restore(path)
        except RehearseError:
            if list(there.glob("takes/[!.r]*")):
                raise AssertionError("a part of it is there") from None
            raise

    return broken_by("backup", good, attempt, chance, inputs)


def model_folders(folder: Path, chance: random.Random, inputs: int) -> list[str]:
    """A model's files, and what is kept of how they were published."""
    model = folder / "tiny.en"
    model.mkdir()
    for name, content in MODEL.items():
        (model / name).write_bytes(content[:1000])
    files = ", ".join(
        f'{{"name": "{name}", "size_bytes": {len(content[:1000])}, "sha256": null, "git_sha1": "{"0" * 40}"}}'
        for name, content in MODEL.items()
    )
    good = f'{{"repository": "a/b", "revision": "{"0" * 40}", "files": [{files}]}}'.encode()

    def attempt(content: bytes) -> None:
        (model / "rehearse.json").write_bytes(content)
        (model / "preprocessor_config.json").write_bytes(content)
        is_whole(model)
        HubModelShelf(folder).models()
        HubModelShelf(folder).check("tiny.en")

    return broken_by("model", good, attempt, chance, inputs)


def _remember(name: str, content: bytes) -> None:
    BROKE.mkdir(exist_ok=True)
    free = next(number for number in range(1000) if not (BROKE / f"{name}.{number}").exists())
    (BROKE / f"{name}.{free}").write_bytes(content)


FUZZED: dict[str, Callable[[Path, random.Random, int], list[str]]] = {
    "sound files": sound_files,
    "transcripts": transcripts,
    "question packs": packs,
    "settings": settings,
    "story files": stories,
    "sessions": sessions,
    "takes' facts": takes,
    "databases": databases,
    "backups": backups,
    "model folders": model_folders,
}
"""Kinds of input; each tries so many and gives what broke."""

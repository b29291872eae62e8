"""The one folder in which everything is kept."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rehearse.durable import FILE_MODE, draft_prefix, make_folder, storing

HOME_VARIABLE = "REHEARSE_HOME"
MODELS_VARIABLE = "REHEARSE_MODELS"
SIDECAR = "take.json"
RESTORING = ".restoring-"
"""How the folder of a take begins that is being brought back from a backup."""


@dataclass(frozen=True, slots=True)
class TakeFolder:
    """Where the files of one take are."""

    path: Path

    @property
    def part(self) -> Path:
        """The sound while it is being recorded."""
        return self.path / f"{self.path.name}.part.wav"

    @property
    def sound(self) -> Path:
        """The sound once it is whole."""
        return self.path / f"{self.path.name}.wav"

    @property
    def sidecar(self) -> Path:
        """Every fact but the sound: enough to list the take again should the database be lost."""
        return self.path / SIDECAR

    @property
    def lock(self) -> Path:
        """Locked by the recording process."""
        return self.path / "recording.lock"

    @property
    def has_sound(self) -> bool:
        """Whether anything of the recording is there."""
        return self.sound.exists() or self.part.exists()


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The layout of the data folder; nothing is made before something is written."""

    root: Path
    models: Path
    """Whisper models, which may be shared and are not private."""

    @classmethod
    def find(cls, environment: Mapping[str, str] = os.environ) -> "DataFolder":
        """Take the folder that `REHEARSE_HOME` names, else the platform's own."""
        home = environment.get(HOME_VARIABLE)
        root = _absolute(home) if home else _platform_folder()
        models = environment.get(MODELS_VARIABLE)
        return cls(root, _absolute(models) if models else root / "models")

    @classmethod
    def at(cls, root: Path) -> "DataFolder":
        """Lay everything out below a folder."""
        return cls(root, root / "models")

    @property
    def database(self) -> Path:
        """What lists are made from."""
        return self.root / "rehearse.sqlite3"

    @property
    def lock(self) -> Path:
        """Locked while one process makes or migrates the database."""
        return self.root / "rehearse.lock"

    @property
    def takes(self) -> Path:
        """A folder for each take."""
        return self.root / "takes"

    @property
    def recovery_lock(self) -> Path:
        """Locked while one process sets the takes to rights."""
        return self.takes / "recovery.lock"

    @property
    def settings(self) -> Path:
        """What the person has set."""
        return self.root / "settings.toml"

    @property
    def questions(self) -> Path:
        """The person's own question packs."""
        return self.root / "questions"

    @property
    def stories(self) -> Path:
        """The person's stories."""
        return self.root / "stories.toml"

    @property
    def session(self) -> Path:
        """The mock interview under way."""
        return self.root / "session.json"

    @property
    def pace(self) -> Path:
        """How fast this machine hears."""
        return self.root / "pace.json"

    @property
    def voice(self) -> Path:
        """Questions that were read aloud once, as sound."""
        return self.root / "voice"

    @property
    def log(self) -> Path:
        """What libraries have to say."""
        return self.root / "rehearse.log"

    def take(self, take_id: str) -> TakeFolder:
        """The files of one take."""
        return TakeFolder(self.takes / take_id)

    def has_sound(self, take_id: str) -> bool:
        """Whether a take's sound is there; asked of every take in a list, so it builds no paths."""
        return os.path.exists(f"{self.root}/takes/{take_id}/{take_id}.wav")

    def make(self) -> None:
        """Make the folder where it is missing.

        Raises:
            StorageError: it can't be made.
        """
        make_folder(self.root)

    def check(self) -> None:
        """Try whether something can be kept, and leave nothing behind.

        Raises:
            StorageError: it can't; says what to do.
        """
        nearest = next(_existing(self.root))
        probe = nearest / f"{draft_prefix('rehearse')}{os.getpid()}-0"
        with storing(nearest):
            os.close(os.open(probe, os.O_WRONLY | os.O_CREAT, FILE_MODE))
            probe.unlink()


def _existing(path: Path) -> Iterator[Path]:
    return (at for at in (path, *path.parents) if os.path.lexists(at))


def _absolute(name: str) -> Path:
    return Path(os.path.abspath(os.path.expanduser(name)))


def _platform_folder() -> Path:
    # Finding it costs more than the rest of the archive's start, and whoever names a folder needs none of it.
    from platformdirs import user_data_path

    return user_data_path("rehearse", appauthor=False)

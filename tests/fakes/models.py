"""Models that arrive in four steps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rehearse.interview.errors import NoRecogniser, RehearseError, UnknownModel
from rehearse.practice.ports import ModelInfo, Progress


@dataclass
class ScriptedModels:
    """Models that arrive in four steps."""

    present: set[str] = field(default_factory=lambda: {"base.en"})
    error: RehearseError | None = None
    known: Sequence[str] = ("tiny.en", "base.en", "small.en")

    def models(self) -> tuple[ModelInfo, ...]:
        return tuple(self._info(name) for name in self.known)

    def fetch(
        self, name: str, progress: Callable[[Progress], None], cancelled: Callable[[], bool]
    ) -> ModelInfo:
        if name not in self.known:
            raise UnknownModel(f"No model is called “{name}”.")
        if self.error is not None:
            raise self.error
        for done in range(1, 5):
            if cancelled():
                return self._info(name)
            progress(Progress(done * 25_000_000, 100_000_000))
        self.present.add(name)
        return self._info(name)

    def check(self, name: str) -> tuple[str, ...]:
        if name not in self.present:
            raise NoRecogniser(f"{name} is not here.")
        return ()

    def _info(self, name: str) -> ModelInfo:
        return ModelInfo(name, Path("models") / name, name in self.present, 100_000_000, "for tests")

"""Which recogniser listens."""

from pathlib import Path
from typing import TYPE_CHECKING

from rehearse.interview.errors import UsageError
from rehearse.speech.model_offers import offer_of

if TYPE_CHECKING:
    from rehearse.practice.ports import Transcriber

ENGINES = ("auto", "whisper", "pocketsphinx")


def choose(engine: str, model: str, models_folder: Path, jobs: int = 1) -> "Transcriber":
    """Give the recogniser; nothing is loaded yet, and one that lacks its model says so when it is.

    With `auto`, Whisper listens when its model is here or a folder is named, else PocketSphinx. With several
    jobs it leaves the others their share of the processors.

    Raises:
        UsageError: there is no such engine.
        UnknownModel: no model has that name, and it is no folder.
    """
    from rehearse.speech.model_folder import is_whole

    folder = require_known(engine, model, models_folder)
    shelved = folder.parent == models_folder
    if engine == "pocketsphinx" or (engine == "auto" and shelved and not is_whole(folder)):
        from rehearse.speech.pocketsphinx_engine import PocketSphinxTranscriber

        return PocketSphinxTranscriber()
    from rehearse.speech.whisper_engine import WhisperTranscriber

    return WhisperTranscriber(folder, jobs)


def require_known(engine: str, model: str, models_folder: Path) -> Path:
    """Make sure that a recogniser can be chosen, and give its model's folder; nothing is looked for yet.

    Raises:
        UsageError: there is no such engine.
        UnknownModel: no model has that name, and it is no folder.
    """
    if engine not in ENGINES:
        raise UsageError(f"No engine is called “{engine}”: there are {', '.join(ENGINES)}.")
    return model_folder(model, models_folder)


def model_folder(model: str, models_folder: Path) -> Path:
    """Find where a model is or would be: a name stands for one of the shelf's, anything else for a folder.

    Raises:
        UnknownModel: no model has that name, and it is no folder.
    """
    is_name = model == Path(model).name and not model.startswith(("~", "."))
    if not is_name:
        return Path(model).expanduser()
    if (models_folder / model).is_dir():
        return models_folder / model
    if Path(model).is_dir():
        return Path(model).resolve()
    return models_folder / offer_of(model).name

"""Where the files that come with the product are: in the package when installed, beside it in a checkout."""

from pathlib import Path

from rehearse.interview.errors import MissingComponent

_PACKAGE = Path(__file__).resolve().parent


def assets_folder() -> Path:
    """Find the folder of everything that is shipped and isn't code."""
    for folder in (_PACKAGE / "assets", _PACKAGE.parent / "assets"):
        if (folder / "questions").is_dir():
            return folder
    raise MissingComponent(f"The files that come with Rehearse are not beside {_PACKAGE}: install it again.")


def questions_folder() -> Path:
    """Find the folder of the question packs that come with the product."""
    return assets_folder() / "questions"


def templates_folder() -> Path:
    """Find the folder of the stories with blanks to fill in."""
    return assets_folder() / "templates"


def samples_folder() -> Path:
    """Find the folder of the spoken sample answers."""
    return assets_folder() / "samples"


def cues_folder() -> Path:
    """Find the folder of the short sounds that say when to speak."""
    return assets_folder() / "cues"

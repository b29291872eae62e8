"""What can go wrong, said so that a person knows what happened and what to do.

RehearseError
├── UsageError            the command was put wrongly
├── InputError            something given can't be used
│   ├── NotFound          there is nothing by that name
│   ├── NotReadable       it is there, but may not or can not be read
│   ├── NotSound          it holds no sound that can be decoded
│   ├── NotText           it is no UTF-8 text
│   ├── EmptyInput        it holds nothing
│   ├── TooLong           it holds more than can be judged
│   ├── NoSpeech          it is sound, but nobody speaks in it
│   ├── Corrected         a person put the words right: they are not listened for again
│   ├── MalformedFile     a pack or settings file has mistakes
│   ├── UnknownQuestion   no question has that id
│   ├── UnknownTake       no take has that id
│   ├── UnknownStory      no story has that id
│   ├── UnknownModel      no Whisper model has that name
│   └── AmbiguousId       a shortened id fits several
├── MissingComponent      a part of the machine is not there
│   ├── NoMicrophone
│   ├── NoSpeaker
│   ├── NoVoice
│   ├── NoRecogniser
│   └── DownloadFailed    a model could not be fetched
└── StorageError          what was said can't be written or read back
    ├── DiskFull          there is no room for more
    └── DamagedArchive    the list of takes makes no sense; the takes themselves are beside it
"""

from typing import ClassVar


class RehearseError(Exception):
    """The root: `str(error)` is one line that says what happened and what to do."""

    exit_code: ClassVar[int] = 1
    """The process' exit code when nothing better is to be done than to stop."""


class UsageError(RehearseError):
    """The command was put wrongly."""

    exit_code = 2


class InputError(RehearseError):
    """Something given can't be used; `code` names the reason in a report."""

    exit_code = 3
    code: ClassVar[str] = "not-readable"


class NotFound(InputError):
    """There is nothing by that name."""

    code = "not-found"


class NotReadable(InputError):
    """It is there, but may not or can not be read."""

    code = "not-readable"


class NotSound(InputError):
    """It holds no sound that can be decoded."""

    code = "not-sound"


class NotText(InputError):
    """It is no UTF-8 text."""

    code = "not-text"


class EmptyInput(InputError):
    """It holds nothing."""

    code = "empty"


class TooLong(InputError):
    """It holds more than can be judged."""

    code = "too-long"


class NoSpeech(InputError):
    """It is sound, but nobody speaks in it."""

    code = "no-speech"


class Corrected(InputError):
    """A person put its words right: listening again would throw that away."""

    code = "corrected"


class MalformedFile(InputError):
    """A pack or settings file has mistakes; `str(error)` names the first, `mistakes` all of them."""

    def __init__(self, message: str, mistakes: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.mistakes = mistakes or (message,)
        """One line for each mistake: file, line, key and what is wrong."""


class UnknownQuestion(InputError):
    """No question has that id."""

    code = "not-found"


class UnknownTake(InputError):
    """No take has that id."""

    code = "not-found"


class UnknownStory(InputError):
    """No story has that id."""

    code = "not-found"


class UnknownModel(InputError):
    """No Whisper model has that name."""

    code = "not-found"


class AmbiguousId(InputError):
    """A shortened id fits several."""

    code = "not-found"


class MissingComponent(RehearseError):
    """A part of the machine is not there."""

    exit_code = 4


class NoMicrophone(MissingComponent):
    """Nothing can be recorded."""


class NoSpeaker(MissingComponent):
    """Nothing can be played."""


class NoVoice(MissingComponent):
    """Nothing can be read aloud."""


class NoRecogniser(MissingComponent):
    """Nothing can be transcribed."""


class DownloadFailed(MissingComponent):
    """A model could not be fetched."""


class StorageError(RehearseError):
    """What was said can't be written or read back."""

    exit_code = 4


class DiskFull(StorageError):
    """There is no room for more."""


class DamagedArchive(StorageError):
    """The list of takes makes no sense; the takes themselves are beside it."""

"""A sound file for an answer, where nobody can or wants to speak now."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

from rehearse.interview.question import Question
from rehearse.interview.take import Take
from rehearse.practice.desk import Desk
from rehearse.practice.ports import Progress, no_cue, no_progress
from rehearse.practice.rehearsal import Rehearsal

_LOOK_EVERY_S = 0.02


def take_in(
    path: Path,
    question: Question,
    desk: Desk,
    progress: Callable[[Progress], None] = no_progress,
    cancelled: Callable[[], bool] = lambda: False,
    story_id: str | None = None,
) -> Take | None:
    """Keep a file's sound as an answer, as if it had been spoken now; None when cancelled.

    With a story, it is tied to that, unless the story can't be written down: the take matters more.

    Raises:
        InputError: the file can't be used.
        StorageError: the take can't be kept.
    """
    rehearsal = Rehearsal(question, replace(desk, microphone=desk.file_microphone(path), cue=no_cue))
    rehearsal.story_id = story_id
    recorder = rehearsal.listen()
    if rehearsal.live is not None:
        rehearsal.live.cancel()  # a file is read faster than it can be heard: it is heard once it is kept
    pause = Event()
    while not recorder.ended:
        if cancelled():
            rehearsal.throw_away()
            return None
        progress(Progress(round(recorder.duration_s), None))
        pause.wait(_LOOK_EVERY_S)
    return rehearsal.keep()

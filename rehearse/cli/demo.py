"""`rehearse demo`: the main job where there is no microphone."""

import argparse
import shutil
import time
from pathlib import Path

from rehearse import resources
from rehearse.cli.furnish import Furniture
from rehearse.cli.output import complain, note, showing_progress
from rehearse.cli.reports import Judged, document, error_document, write_out
from rehearse.durable import shown
from rehearse.interview.errors import (
    DiskFull,
    InputError,
    NoSpeaker,
    NotReadable,
    NoVoice,
    RehearseError,
    StorageError,
    UnknownTake,
)
from rehearse.interview.take import Take
from rehearse.practice.desk import Desk
from rehearse.practice.ports import Recorder
from rehearse.practice.rehearsal import Rehearsal

_POLL_S = 0.02
DEMO_QUESTION = "apology"
DEMO_ANSWER = "apology.flac"
"""The bundled answer to that question."""


def run(arguments: argparse.Namespace) -> int:
    """Ask, take a file for the spoken answer, keep the take and report on it."""
    source = Path(arguments.input) if arguments.input else resources.samples_folder() / DEMO_ANSWER
    furniture = Furniture.of_environment(source, arguments.real_time, arguments.target)
    desk = furniture.desk(furniture.settings())
    question = desk.bank.get(arguments.question or DEMO_QUESTION)
    rehearsal = Rehearsal(question, desk)
    _ask(rehearsal, arguments.real_time, arguments.save_question)
    try:
        judged, shortfall = _answer(rehearsal, desk, source)
    except InputError as error:
        complain(error)
        write_out(error_document(str(source), error, arguments.format), None)
        return error.exit_code
    if shortfall is not None:
        complain(shortfall)
    write_out(document([judged], arguments.format), None)
    return 0 if shortfall is None else shortfall.exit_code


def _ask(rehearsal: Rehearsal, aloud: bool, keep_as: str | None) -> None:
    """Synthesise the question; where nothing can speak it is printed instead."""
    try:
        utterance = rehearsal.prepare()
    except NoVoice as error:
        note(rehearsal.question.prompt)
        complain(error)
        return
    if keep_as is not None:
        try:
            shutil.copyfile(utterance.path, keep_as)
        except OSError as error:
            raise StorageError(
                f"{keep_as!r} can't be written ({error.strerror}): choose another name."
            ) from error
    note(f"The question, {utterance.duration_s:.1f} s long when read aloud: {rehearsal.question.prompt}")
    if aloud:
        try:
            asked = rehearsal.ask()
        except NoSpeaker as error:
            complain(error)
        else:
            if asked is not None:
                asked[1].wait()


def _answer(rehearsal: Rehearsal, desk: Desk, source: Path) -> tuple[Judged, RehearseError | None]:
    """Keep and judge what came of the answer, with the reason where that is not all of it."""
    recorder = rehearsal.listen()
    try:
        while not recorder.ended:
            time.sleep(_POLL_S)
    finally:
        # What was heard before an interruption is kept too.
        take = rehearsal.keep()
    with showing_progress("Listening back") as progress:
        take, report = rehearsal.report(take, progress)
    summary = next((kept for kept in desk.archive.takes_in_turn() if kept.id == take.id), None)
    if summary is None:
        raise UnknownTake(f"Take {take.id} was deleted before its report was made: try again.")
    return Judged(report, rehearsal.question, summary, take.audio), _shortfall(recorder, take, source)


def _shortfall(recorder: Recorder, take: Take, source: Path) -> RehearseError | None:
    if recorder.trouble is not None and recorder.trouble.code == "storage":
        return DiskFull(
            f"The disk takes no more sound: free some space. {take.sound.duration_s:.0f} s of it are kept."
        )
    if take.sound.lost_at_s is not None:
        return NotReadable(
            f"{shown(source)} breaks off after {take.sound.lost_at_s:.0f} s: name a whole recording. "
            "What came before is kept."
        )
    return None

"""Makes a week of thirty takes through the real pipeline: python -m tests.bench.week FOLDER.

Labelled answers and sample answers are spoken by synthetic voices at several paces, recorded as a sound file
is, heard by the recogniser that is here and kept in FOLDER; `REHEARSE_HOME=FOLDER rehearse` shows them.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import cycle
from pathlib import Path

from rehearse.cli.furnish import Furniture
from rehearse.interview.question import Question, QuestionBank
from rehearse.interview.story import Story
from rehearse.practice.reporting import transcribe
from rehearse.practice.sound_file import take_in
from tests.corpus_labels import read_corpus

TAKES, DAYS = 30, 7
VOICES = ("slt", "rms", "kal", "awb")
SLOWEST, QUICKEST = 1.25, 0.95
"""How far flite stretches its speech: hesitant on the first day, at ease on the last."""
STORIES = 5


@dataclass(frozen=True, slots=True)
class Told:
    """One answer of the week."""

    question: Question
    text: str
    is_sample: bool


def answers(bank: QuestionBank) -> Iterator[Told]:
    """Labelled answers to a few questions in turn, and now and then the question's own sample."""
    asked = [question for question in bank if question.sample][:6]
    corpus = tuple(answer for answer in read_corpus() if not answer.kept)
    own = {one.id: cycle([answer.text for answer in corpus if answer.question == one.id]) for one in asked}
    for number in range(TAKES):
        question = asked[number % len(asked)]
        is_sample = number % 4 == 3
        yield Told(question, question.sample_text if is_sample else next(own[question.id]), is_sample)


def speak(text: str, path: Path, voice: str, stretch: float) -> None:
    """Read a text into a WAV file."""
    command = ("flite", "-voice", voice, "--setf", f"duration_stretch={stretch}", "-t", text, "-o", str(path))
    subprocess.run(command, check=True, capture_output=True)


def story_of(question: Question) -> Story:
    """The question's sample answer as a story."""
    notes = {str(part.part): part.text for part in question.sample}
    return Story(id=question.id, headline=question.title, principles=question.principles, **notes)  # type: ignore[arg-type]


def _same(moment: datetime) -> datetime:
    return moment


def main(home: Path) -> None:
    """Live through the week that ends today."""
    os.environ["REHEARSE_HOME"] = str(home)
    furniture = Furniture.of_environment()
    desk = furniture.desk(furniture.settings())
    stories = {}
    for question in [question for question in desk.bank if question.sample][:STORIES]:
        story = story_of(question)
        desk.stories.save(story)
        stories[question.id] = story.id
    end = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as scratch:
        for number, told in enumerate(answers(desk.bank)):
            progress = number / (TAKES - 1)
            sound = Path(scratch, f"{number}.wav")
            speak(
                told.text,
                sound,
                VOICES[number % len(VOICES)],
                SLOWEST + (QUICKEST - SLOWEST) * progress,
            )
            moment = end - timedelta(days=DAYS * (1 - progress))
            then = replace(desk, now=partial(_same, moment))
            take = take_in(sound, told.question, then)
            assert take is not None
            take, report = transcribe(take, then)
            desk.archive.rate(take.id, min(5, 2 + number // 8))
            if told.is_sample and told.question.id in stories:
                desk.archive.tie(take.id, stories[told.question.id])
            said = f"{report.timing.duration_s:.0f} s, {len(report.metrics.items)} metrics"
            print(f"{moment:%a %H:%M}  {told.question.title:<36} {said}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

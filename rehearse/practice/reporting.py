"""From what is kept of an answer to its report: facts are stored, opinions computed."""

from collections.abc import Callable
from pathlib import Path

from rehearse.analysis.report import ANALYSIS_VERSION, Answer, Report, analyse
from rehearse.analysis.rubric import Rubric
from rehearse.interview.errors import NotFound, UnknownQuestion
from rehearse.interview.question import Question, QuestionBank
from rehearse.interview.sound import SoundFacts
from rehearse.interview.take import Take, TakeCounts
from rehearse.interview.transcript import Heard, Transcript
from rehearse.practice.desk import Desk
from rehearse.practice.ports import Progress, SoundReader, Transcriber
from rehearse.practice.settings import Settings

WRITTEN = "written answer"
"""The source of a report on text that nobody kept."""


def no_progress(_: Progress) -> None:
    """For those who don't watch."""


def hear(
    path: Path,
    reader: SoundReader,
    transcriber: Transcriber,
    progress: Callable[[Progress], None] = no_progress,
) -> tuple[Heard, SoundFacts]:
    """Transcribe a sound file; progress counts seconds of sound.

    Raises:
        InputError: the file can't be used, or nobody speaks in it.
        NoRecogniser: the model is missing or broken.
    """
    source = reader.open(path)
    hearing = transcriber.listen()
    total = None if source.total_s is None else round(source.total_s)
    for second, block in enumerate(source.blocks(), start=1):
        hearing.feed(block)
        progress(Progress(second, total))
    return hearing.finish(), source.facts


def rubric_of(settings: Settings) -> Rubric:
    """The rubric with its bands and words moved by a person's settings."""
    return Rubric(
        slow_below_wpm=settings.slow_below_wpm,
        fast_above_wpm=settings.fast_above_wpm,
        own_fillers=settings.own_fillers,
        muted_fillers=settings.muted_fillers,
    )


def question_of(take: Take, bank: QuestionBank) -> Question | None:
    """The question a take answers; None when it has left the bank."""
    if take.question_id is None:
        return None
    try:
        return bank.get(take.question_id)
    except UnknownQuestion:
        return None


def report_on(take: Take, heard: Heard, bank: QuestionBank, rubric: Rubric) -> Report:
    """Judge a take anew from its facts."""
    return analyse(
        Answer(
            source=take.id,
            transcript=heard.transcript,
            target_s=take.target_s,
            duration_s=take.sound.duration_s,
            voice=heard.voice,
            question=question_of(take, bank),
            sound=take.sound,
        ),
        rubric,
    )


def report_on_text(
    text: str, question: Question | None, duration_s: float | None, settings: Settings, rubric: Rubric
) -> Report:
    """Judge an answer that was written down; without a duration, nothing that needs a clock is judged."""
    target_s = (question and question.target_s) or settings.target_s
    return analyse(Answer(WRITTEN, Transcript(text), target_s, duration_s, question=question), rubric)


def counts_of(report: Report) -> TakeCounts:
    """The line that lists show."""
    structure = report.structure
    return TakeCounts(
        fillers=report.fillers.count,
        fillers_per_minute=report.fillers.per_minute,
        metrics=len(report.metrics.items),
        words=report.timing.words,
        wpm=report.timing.wpm,
        missing=None if structure is None else tuple(str(part) for part in structure.missing),
        version=ANALYSIS_VERSION,
    )


def transcribe(
    take: Take, desk: Desk, progress: Callable[[Progress], None] = no_progress
) -> tuple[Take, Report]:
    """Listen to a kept take, again or for the first time, file its words and judge it.

    Raises:
        NoSpeech: nobody speaks in it; the take stays as it is.
        NoRecogniser: the model is missing or broken.
        StorageError: the words can't be written.
    """
    if take.audio is None:
        raise NotFound(f"The sound of take {take.id} was deleted: there is nothing to listen to.")
    heard, _ = hear(take.audio, desk.reader, desk.transcriber, progress)
    return file_words(take, heard, desk)


def file_words(take: Take, heard: Heard, desk: Desk) -> tuple[Take, Report]:
    """Keep the words of a take and judge it.

    Raises:
        StorageError: the words can't be written.
    """
    report = report_on(take, heard, desk.bank, desk.rubric)
    return desk.archive.file(take.id, heard, counts_of(report)), report

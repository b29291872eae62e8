"""From what is kept of an answer to its report: facts are stored, opinions computed."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from rehearse.analysis.report import ANALYSIS_VERSION, Answer, Report, analyse
from rehearse.analysis.rubric import Rubric
from rehearse.interview.errors import Corrected, EmptyInput, NotFound, UnknownQuestion
from rehearse.interview.headline import asks_for_headline
from rehearse.interview.question import Question, QuestionBank
from rehearse.interview.review import Decision
from rehearse.interview.sound import SoundFacts
from rehearse.interview.take import Take, TakeCounts
from rehearse.interview.transcript import Engine, Heard, Transcript
from rehearse.practice.correction import carried, corrected
from rehearse.practice.desk import Desk
from rehearse.practice.ports import HeardSoFar, Progress, SoundReader, Transcriber, no_progress
from rehearse.practice.settings import Settings

WRITTEN = "written answer"
"""The source of a report on text that nobody kept."""


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


def question_answered(take: Take, bank: QuestionBank) -> Question | None:
    """The question a take answers; None when it has left the bank."""
    if take.question_id is None:
        return None
    try:
        return bank.get(take.question_id)
    except UnknownQuestion:
        return None


def report_on(
    take: Take, heard: Heard, bank: QuestionBank, rubric: Rubric, target_s: float | None = None
) -> Report:
    """Judge a take anew from its facts, against another target where one is given."""
    return analyse(
        Answer(
            source=take.id,
            transcript=heard.transcript,
            target_s=take.target_s if target_s is None else target_s,
            duration_s=take.sound.duration_s,
            voice=heard.voice,
            unworded=heard.unworded,
            question=question_answered(take, bank),
            sound=take.sound,
            edited=take.edited,
            decisions=take.decisions,
            headline=asks_for_headline(take.question_id, take.target_s),
        ),
        rubric,
    )


def report_so_far(
    so_far: HeardSoFar, engine: Engine, question: Question, target_s: float, rubric: Rubric
) -> Report | None:
    """Judge what was said until now; None before the first word."""
    words = (*so_far.settled, *so_far.unsettled)
    if not words:
        return None
    transcript = Transcript.of_words(words, engine)
    return analyse(
        Answer(
            "",
            transcript,
            target_s,
            words[-1].end_s,
            so_far.voice,
            question,
            unworded=so_far.unworded,
            headline=asks_for_headline(question.id, target_s),
        ),
        rubric,
    )


def report_on_text(
    text: str, question: Question | None, duration_s: float | None, settings: Settings, rubric: Rubric
) -> Report:
    """Judge an answer that was written down; without a duration, nothing that needs a clock is judged."""
    target_s = (question and question.target_s) or settings.target_s
    headline = question is not None and asks_for_headline(question.id, target_s)
    answer = Answer(WRITTEN, Transcript(text), target_s, duration_s, question=question, headline=headline)
    return analyse(answer, rubric)


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
        Corrected: a person put its words right.
        NoRecogniser: the model is missing or broken.
        StorageError: the words can't be written.
    """
    _require_uncorrected(take)
    if take.audio is None:
        raise NotFound(f"The sound of take {take.id} was deleted: there is nothing to listen to.")
    heard, _ = hear(take.audio, desk.reader, desk.transcriber, progress)
    # Listening takes its time: what a person did to the words meanwhile stands.
    take = desk.archive.take(take.id)
    _require_uncorrected(take)
    return file_words(take, heard, desk)


def _require_uncorrected(take: Take) -> None:
    if take.edited:
        raise Corrected(
            f"You corrected the words of take {take.id}: take that back before it is heard again."
        )


def file_words(take: Take, heard: Heard, desk: Desk) -> tuple[Take, Report]:
    """Keep the words of a take and judge it; what was decided of its words holds where they stand again.

    Raises:
        StorageError: the words can't be written.
    """
    before = "" if take.heard is None else take.heard.transcript.text
    decisions = carried(take.decisions, before, heard.transcript.text)
    return _keep(replace(take, heard=heard, decisions=decisions, original=None), heard, desk)


def decide(take: Take, decisions: tuple[Decision, ...], desk: Desk) -> tuple[Take, Report]:
    """Keep what a person says of the fillers and metrics that were found, and judge the take by it.

    Raises:
        StorageError: it can't be written.
    """
    if take.heard is None:
        raise NotFound(f"Take {take.id} has no words yet.")
    return _keep(replace(take, decisions=decisions), take.heard, desk)


def correct(take: Take, text: str, desk: Desk) -> tuple[Take, Report]:
    """Put the words of a take right by hand and judge it anew; its heard words put it back as it was.

    Raises:
        EmptyInput: there are no words.
        StorageError: they can't be written.
    """
    if take.heard is None:
        raise NotFound(f"Take {take.id} has no words yet.")
    if not text.strip():
        raise EmptyInput("A take has words: to be rid of it, delete it.")
    original = take.original or take.heard.transcript
    same = text.split() == original.text.split()
    transcript = original if same else corrected(original, text.strip())
    decisions = carried(take.decisions, take.heard.transcript.text, transcript.text)
    heard = replace(take.heard, transcript=transcript)
    edited = replace(take, heard=heard, decisions=decisions, original=None if same else original)
    return _keep(edited, heard, desk)


def _keep(take: Take, heard: Heard, desk: Desk) -> tuple[Take, Report]:
    report = report_on(take, heard, desk.bank, desk.rubric)
    kept = desk.archive.revise(take.id, heard, counts_of(report), take.decisions, take.original)
    return kept, report

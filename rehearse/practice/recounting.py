"""The counts that lists show, made anew for takes that have words and no counts."""

from collections.abc import Callable

from rehearse.analysis.rubric import Rubric
from rehearse.interview.question import QuestionBank
from rehearse.practice.ports import Progress, TakeArchive, no_progress
from rehearse.practice.reporting import counts_of, report_on


def count_what_is_uncounted(
    archive: TakeArchive,
    bank: QuestionBank,
    rubric: Rubric,
    progress: Callable[[Progress], None] = no_progress,
) -> int:
    """Judge takes whose counts were lost with the database; says how many there were.

    Each is written down once it is judged: after an interruption the next call goes on with the others.

    Raises:
        StorageError: a take can't be read, or its counts not be written.
    """
    counted = 0
    uncounted = [take.id for take in archive.takes() if take.engine is not None and take.counts is None]
    for done, take_id in enumerate(uncounted):
        progress(Progress(done, len(uncounted)))
        take = archive.take(take_id)
        if take.heard is not None:
            archive.recount(take.id, counts_of(report_on(take, take.heard, bank, rubric)))
            counted += 1
    return counted

"""The counts that lists show, made anew for takes that have words and no counts."""

from rehearse.analysis.rubric import Rubric
from rehearse.interview.question import QuestionBank
from rehearse.practice.ports import TakeArchive
from rehearse.practice.reporting import counts_of, report_on


def count_what_is_uncounted(archive: TakeArchive, bank: QuestionBank, rubric: Rubric) -> int:
    """Judge takes whose counts were lost with the database; says how many there were.

    Raises:
        StorageError: a take can't be read, or its counts not be written.
    """
    counted = 0
    for summary in archive.takes():
        if summary.engine is None or summary.counts is not None:
            continue
        take = archive.take(summary.id)
        if take.heard is not None:
            archive.recount(take.id, counts_of(report_on(take, take.heard, bank, rubric)))
            counted += 1
    return counted

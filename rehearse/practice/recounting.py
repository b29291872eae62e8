"""The counts that lists show, made anew where they were lost or made by other rules than today's."""

from collections.abc import Callable
from contextlib import suppress

from rehearse.analysis.report import ANALYSIS_VERSION
from rehearse.analysis.rubric import Rubric
from rehearse.interview.errors import StorageError, UnknownTake
from rehearse.interview.question import QuestionBank
from rehearse.interview.take import TakeCounts
from rehearse.practice.ports import Progress, TakeArchive, no_progress
from rehearse.practice.reporting import counts_of, report_on

WRITTEN_AT_ONCE = 100
"""To bring a change to disk costs more than to judge a take."""


def count_what_is_uncounted(
    archive: TakeArchive,
    bank: QuestionBank,
    rubric: Rubric,
    progress: Callable[[Progress], None] = no_progress,
) -> None:
    """Judge takes whose counts were lost with the database, or are another version's.

    They are written down now and then: after an interruption the next call goes on with the others. A take
    that can't be read keeps the counts it had; who opens it is told why.

    Raises:
        StorageError: counts can't be written.
    """
    uncounted = archive.uncounted(ANALYSIS_VERSION)
    counted: dict[str, TakeCounts] = {}
    for done, take_id in enumerate(uncounted, start=1):
        with suppress(UnknownTake, StorageError):  # deleted meanwhile, or damaged: the others go on
            take = archive.take(take_id)
            if take.heard is not None:
                counted[take_id] = counts_of(report_on(take, take.heard, bank, rubric))
        if len(counted) == WRITTEN_AT_ONCE or done == len(uncounted):
            archive.recount(counted)
            counted.clear()
        progress(Progress(done, len(uncounted)))

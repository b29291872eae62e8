"""What is looked for in an answer, and in which order: behind the door that `report` is."""

from rehearse.analysis.decided import decide_fillers, decide_metrics
from rehearse.analysis.delivery import find_delivery
from rehearse.analysis.fillers import find_fillers
from rehearse.analysis.findings import Evidence, find_all
from rehearse.analysis.follow_ups import follow_ups
from rehearse.analysis.judged import why_unjudged
from rehearse.analysis.metrics import find_metrics
from rehearse.analysis.ownership import find_ownership
from rehearse.analysis.quantities import find_quantities
from rehearse.analysis.report import Answer, Report
from rehearse.analysis.rubric import Rubric
from rehearse.analysis.site import Site
from rehearse.analysis.structure import find_structure
from rehearse.analysis.timing import time_answer
from rehearse.analysis.tokens import Clock, Tokens


def judge(answer: Answer, rubric: Rubric) -> Report:
    """Judge one answer; `analyse` says what that promises."""
    transcript = answer.transcript
    tokens = Tokens.of(transcript.text)
    clock = Clock(transcript.words)
    timing = time_answer(transcript.text, answer.duration_s, answer.target_s, answer.voice)
    found = find_fillers(tokens, transcript, rubric, answer.duration_s, answer.unworded, answer.edited)
    fillers, no_fillers = decide_fillers(found, answer.decisions)
    passed_over = frozenset(index for item in fillers.items for index in tokens.between(item.span))
    quantities = find_quantities(tokens)
    told = find_structure(tokens, clock, passed_over, quantities, answer.duration_s)
    site = Site.of(tokens, told.sentences, passed_over, quantities)
    metrics, no_metrics = decide_metrics(find_metrics(tokens, quantities, site, clock), answer.decisions)
    if no_metrics:  # what the others prove is told anew
        metrics = find_metrics(tokens, quantities, site, clock, [item.span for item in no_metrics])
    unjudged = why_unjudged(tokens, timing, told, rubric, headline=answer.headline)
    structure = told if unjudged is None else None
    ownership = find_ownership(tokens, structure) if structure else None
    findings = find_all(
        Evidence(
            tokens=tokens,
            timing=timing,
            fillers=fillers,
            metrics=metrics,
            structure=structure,
            unjudged=unjudged,
            ownership=ownership,
            delivery=find_delivery(tokens, told.sentences, passed_over),
            question=answer.question,
            sound=answer.sound,
            engine=transcript.engine,
            edited=answer.edited,
        ),
        rubric,
    )
    return Report(
        source=answer.source,
        question_id=answer.question.id if answer.question else None,
        transcript=transcript,
        timing=timing,
        fillers=fillers,
        metrics=metrics,
        structure=structure,
        ownership=ownership,
        findings=findings,
        follow_ups=follow_ups(findings, metrics, structure, answer.question),
        rejected=(*no_fillers, *no_metrics),
    )

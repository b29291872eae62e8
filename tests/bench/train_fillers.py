"""Learn which candidates are fillers: `python -m tests.bench.train_fillers`.

A logistic model that corrects what the constructions say, from the train part of the corpus alone. No chance
anywhere: the same corpus gives the same weights.
"""

from collections.abc import Iterator

from rehearse.analysis.discourse import DISCOURSE
from rehearse.analysis.filler_features import favour, filler_features
from rehearse.analysis.fillers import candidates_of, is_filled_pause
from rehearse.analysis.tokens import Tokens
from tests.bench.logistic import Sample, learn_odds
from tests.bench.train_structure import NO_CLOCK, write
from tests.corpus_labels import LabelledAnswer, read_corpus

PENALTY = 1.0


def samples_of(answer: LabelledAnswer) -> Iterator[Sample]:
    """The candidates of an answer, each with whether it is labelled; not those within a labelled one."""
    tokens = Tokens.of(answer.text)
    pauses = frozenset(index for index in range(len(tokens)) if is_filled_pause(tokens, index))
    wanted = {(tokens.between(span)[0], tokens.between(span)[-1]) for span in answer.fillers}
    end = 0
    for candidate in candidates_of(tokens, pauses, NO_CLOCK):
        if candidate.first in pauses or candidate.first < end:
            continue
        counts = (candidate.first, candidate.last) in wanted
        if counts:
            end = candidate.last + 1
        by_rule = DISCOURSE[candidate.phrase()](candidate)
        yield Sample(frozenset(filler_features(candidate, by_rule)), favour(by_rule), counts)


def main() -> None:
    """Learn the model from the train part and keep it."""
    train = [answer for answer in read_corpus() if not answer.kept]
    samples = [sample for answer in train for sample in samples_of(answer)]
    write("fillers", {"features": learn_odds(samples, PENALTY)}, least=0.05)


if __name__ == "__main__":
    main()

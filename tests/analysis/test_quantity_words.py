from rehearse.analysis.evidence import Sentence
from rehearse.analysis.quantities import find_quantities
from rehearse.analysis.quantity_words import words_about, words_beside
from rehearse.analysis.site import Site
from rehearse.analysis.tokens import Tokens
from rehearse.interview.part import Part


def words_of(*sentences: str) -> frozenset[str]:
    """The words about the first quantity of an answer of some sentences."""
    text = " ".join(sentences)
    starts = [text.index(sentence) for sentence in sentences]
    told = [
        Sentence((start, start + len(said)), Part.RESULT)
        for start, said in zip(starts, sentences, strict=True)
    ]
    tokens = Tokens.of(text)
    quantities = tuple(find_quantities(tokens))
    site = Site.of(tokens, told, frozenset(), quantities)
    return frozenset((*words_about(tokens, quantities[0], site), *words_beside(tokens, quantities[0])))


def test_the_words_of_another_sentence_say_nothing_of_a_quantity_but_those_right_beside_it() -> None:
    found = words_of("We lost several clients.", "It took 6 weeks.", "Nobody ever thanked us.")
    assert {"took before", "it _ #"} <= found
    assert not {"several before", "clients before", "ever after", "thanked after"} & found


def test_nothing_is_learned_from_which_number_stands_beside_a_quantity() -> None:
    assert words_of("It took 6 weeks, not nine.") == words_of("It took 6 weeks, not 12.")

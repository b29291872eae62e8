"""What the judgement learns from can be read, and holds nothing of what it is measured on."""

from tests.bench.labelled_blocks import lessons
from tests.corpus_labels import read_corpus


def test_every_lesson_can_be_read_and_has_sentences_of_some_part() -> None:
    read = lessons()
    assert len(read) >= 1000
    assert [answer.id for answer in read if not any(sentence.part for sentence in answer.sentences)] == []


def test_a_lesson_holds_no_mark_in_its_words() -> None:
    assert [answer.id for answer in lessons() if set("{}[]|") & set(answer.text)] == []


def test_no_sentence_of_a_kept_answer_is_in_a_lesson() -> None:
    taught = " ".join(answer.text.lower() for answer in lessons())
    kept = (
        answer.text[start:end].lower()
        for answer in read_corpus()
        if answer.kept
        for start, end in (sentence.span for sentence in answer.sentences)
    )
    assert [said for said in kept if len(said.split()) > 6 and said in taught] == []

"""Whatever is put into the archive comes out of it as it was."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehearse.interview.sound import Interval, SoundFacts
from rehearse.interview.take import TakeCounts
from rehearse.interview.transcript import Engine, Heard, Transcript, Word
from tests.storage.disk import archive_at, record, reported

texts = st.text(max_size=40)
seconds = st.floats(0, 1e6)
engines = st.builds(Engine, st.sampled_from(["whisper", "pocketsphinx", "none"]), st.none() | texts)
words = st.builds(
    Word,
    texts,
    seconds,
    seconds,
    st.none() | st.floats(0, 1),
    st.tuples(st.integers(0, 99), st.integers(0, 99)),
)
answers = st.builds(
    Heard,
    st.builds(Transcript, texts, st.lists(words, max_size=4).map(tuple), engines),
    st.lists(st.builds(Interval, seconds, seconds), max_size=3).map(tuple),
)
sounds = st.builds(
    SoundFacts,
    seconds,
    st.none() | st.floats(-200, 0),
    seconds,
    st.integers(0, 1000),
    st.none() | seconds,
    st.none() | texts,
)
counts = st.builds(
    TakeCounts,
    st.integers(0, 999),
    st.none() | seconds,
    st.integers(0, 999),
    st.integers(0, 999),
    st.none() | seconds,
    st.none() | st.lists(texts, max_size=3).map(tuple),
    st.integers(0, 99),
)


@settings(max_examples=40, deadline=None)  # a disk keeps no deadline
@given(
    question=st.none() | texts,
    prompt=texts,
    target_s=st.floats(1, 1e4),
    started_at=st.datetimes(datetime(1000, 1, 1), timezones=st.just(UTC)),
    sound=sounds,
    answer=answers,
    counted=counts,
)
def test_whatever_is_put_in_comes_out_of_the_row_and_of_the_sidecar(
    tmp_path_factory: pytest.TempPathFactory,
    question: str | None,
    prompt: str,
    target_s: float,
    started_at: datetime,
    sound: SoundFacts,
    answer: Heard,
    counted: TakeCounts,
) -> None:
    root = tmp_path_factory.mktemp("home")
    archive = archive_at(root)
    draft = archive.begin(question, prompt, target_s, started_at)
    record(draft.sound_path, 0.1)
    take = archive.keep(draft, sound)
    assert (take.question_id, take.prompt, take.target_s) == (question, prompt, target_s)
    assert (take.started_at, take.sound) == (started_at, sound)
    take = archive.file(take.id, answer, counted)
    assert take.heard == answer
    assert archive.takes()[0].counts == counted
    (root / "rehearse.sqlite3").unlink()
    archive.recover()
    assert archive.take(draft.take_id) == take


def test_what_utf_8_has_no_bytes_for_is_replaced_and_spans_stay_true(tmp_path: Path) -> None:
    archive = archive_at(tmp_path)
    take = reported(archive, "broken \ud83d text 🙂")
    assert take.heard is not None
    transcript = take.heard.transcript
    assert transcript.text == "broken \N{REPLACEMENT CHARACTER} text 🙂"
    assert [transcript.text[slice(*word.span)] for word in transcript.words] == [
        w.text for w in transcript.words
    ]

"""Bad input is answered by one line; what once broke something is tried every time."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.interview.errors import MalformedFile, StorageError
from rehearse.storage.question_pack import read_pack
from rehearse.storage.sidecar import read_sidecar
from tests.faults.fuzz import FUZZED

INPUTS = 40

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize("kind", FUZZED)
def test_bad_input_breaks_nothing(kind: str, tmp_path: Path) -> None:
    assert FUZZED[kind](tmp_path, random.Random(f"{kind}, in short"), INPUTS) == []


@given(facts=values)
def test_facts_of_any_shape_are_refused_in_one_line(
    facts: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("facts", numbered=True) / "take.json"
    path.write_text(json.dumps(facts))
    with pytest.raises(StorageError, match="doesn't tell what was rehearsed") as caught:
        read_sidecar(path, "0123456789")
    assert "\n" not in str(caught.value)


@given(name=st.text(min_size=1, max_size=30))
def test_the_id_of_a_pack_cannot_climb_out_of_its_folder(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("pack", numbered=True) / "mine.toml"
    escaped = json.dumps(f"../{name}", ensure_ascii=True)
    path.write_text(f'title = "Mine"\n[[question]]\nid = {escaped}\nprompt = "Why?"\n')
    with pytest.raises(MalformedFile):
        read_pack(path)

from collections.abc import Callable
from pathlib import Path

import pytest

from rehearse.interview.errors import MalformedFile, TooLong
from rehearse.interview.question import QuestionBank
from rehearse.storage.question_pack import check_pack, read_pack

HEAD = 'title = "T"\n[[question]]\nid = "a"\ntitle = "A"\nprompt = "P"\n'
"""The first five lines of a pack whose sixth has a mistake."""

NO_MARK = "has no mark: begin with S: T: A: R: +: or indent the line"

WritePack = Callable[[str], Path]


@pytest.fixture
def write_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WritePack:
    monkeypatch.chdir(tmp_path)

    def write(text: str) -> Path:
        path = Path("pack.toml")
        path.write_bytes(text.encode())
        return path

    return write


def in_sixth_line(text: str, key: str, message: str) -> object:
    return pytest.param(HEAD + text, [f"pack.toml:6: question.{key}: {message}"], id=f"{key} {message}"[:60])


MISTAKES = [
    in_sixth_line("titel = 1", "titel", "is not a key of a question: did you mean “title”?"),
    in_sixth_line("Follow_Ups = []", "Follow_Ups", "is not a key of a question: did you mean “follow_ups”?"),
    in_sixth_line("zzz = 1", "zzz", "is not a key of a question"),
    in_sixth_line('principles = "Ownership"', "principles", "must be a list in square brackets, not text"),
    in_sixth_line(
        'principles = ["Earn Trst"]', "principles", "“Earn Trst” is no principle: did you mean “Earn Trust”?"
    ),
    in_sixth_line(
        'principles = ["Zest"]', "principles", "“Zest” is no principle: use one of the sixteen official names"
    ),
    in_sixth_line('principles = ["Ownership", "Ownership"]', "principles", "names “Ownership” twice"),
    in_sixth_line("shape = [1]", "shape", "must be text in quotes, not the number 1"),
    in_sixth_line("shape = [[]]", "shape", "must be text in quotes, not a list"),
    in_sixth_line('pitfalls = [" "]', "pitfalls", "is empty"),
    in_sixth_line("examples = 0", "examples", "must be at least 1, not 0"),
    in_sixth_line("examples = 4", "examples", "must be at most 3, not 4"),
    in_sixth_line("examples = 1.5", "examples", "must be a whole number, not the number 1.5"),
    in_sixth_line("examples = true", "examples", "must be a whole number, not true"),
    in_sixth_line("target = 0", "target", "must be more than 0, not 0"),
    in_sixth_line("target = -90.0", "target", "must be more than 0, not -90.0"),
    in_sixth_line("target = 4000", "target", "must be at most 3600, not 4000"),
    in_sixth_line("target = nan", "target", "must be a number, not nan"),
    in_sixth_line('target = "90"', "target", "must be a number, not text"),
    in_sixth_line("target = 2020-01-01", "target", "must be a number, not a date or time"),
    in_sixth_line('retired = "yes"', "retired", "must be true or false, not text"),
    in_sixth_line("sample = {}", "sample", "must be text in quotes, not a table"),
    in_sixth_line('sample = ""', "sample", "is empty"),
    in_sixth_line("sample = 'S:'", "sample", "nothing is said after “S:”"),
    in_sixth_line(
        "sample = 'X: no'", "sample", "“X: no” has no mark: begin with S: T: A: R: +: or indent the line"
    ),
    in_sixth_line('shape = ["a\\u0007"]', "shape", "holds the control character U+0007: take it out"),
    in_sixth_line('shape = ["a\\nb"]', "shape", "holds the control character U+000A: take it out"),
    pytest.param(
        HEAD.replace('"a"', '"A b"'),
        ["pack.toml:3: question.id: “A b” can't be an id: use a-z, 0-9 and hyphens between them"],
        id="an id with a space",
    ),
    pytest.param(
        HEAD.replace('"a"', '"-a"'),
        ["pack.toml:3: question.id: “-a” can't be an id: use a-z, 0-9 and hyphens between them"],
        id="an id that looks like an option",
    ),
    pytest.param(
        HEAD.replace('"A"', f'"{"x" * 101}"'),
        ["pack.toml:4: question.title: is longer than 100 characters"],
        id="an endless title",
    ),
    pytest.param(
        HEAD.replace('"P"', f'"{"x" * 1001}"'),
        ["pack.toml:5: question.prompt: is longer than 1000 characters"],
        id="an endless prompt",
    ),
    pytest.param(
        'title = "T"\n\n[[question]]\n',
        [f"pack.toml:3: question.{key}: is missing" for key in ("id", "title", "prompt")],
        id="keys missing",
    ),
    pytest.param(
        "# nothing", ["pack.toml:1: title: is missing", "pack.toml:1: question: is missing"], id="no keys"
    ),
    pytest.param(
        'title = "T"\nquestion = []',
        ["pack.toml:2: question: must hold at least one question"],
        id="no question",
    ),
    pytest.param(
        'title = "T"\n[question]\nid = "a"\n',
        ["pack.toml:2: question: must be a list of tables: head each question with [[question]]"],
        id="a table for a list",
    ),
    pytest.param(
        'title = "T"\nquestion.id = "a"\n',
        ["pack.toml:2: question: must be a list of tables: head each question with [[question]]"],
        id="dotted keys for a list",
    ),
    pytest.param(
        'title = "T"\nquestion = ["a"]',
        ["pack.toml:2: question: must be a table, not text"],
        id="text for a table",
    ),
    pytest.param(
        HEAD + "[[question.extra]]\n",
        ["pack.toml:6: question.extra: is not a key of a question"],
        id="a table inside",
    ),
    pytest.param(
        HEAD + HEAD.split("\n", 1)[1],
        ["pack.toml:7: question.id: “a” is the id of another question above"],
        id="an id twice",
    ),
    pytest.param(
        HEAD + 'shape = [ # "is"\n  "fine",\n  "", "also fine",\n  3,\n]\n',
        [
            "pack.toml:8: question.shape: is empty",
            "pack.toml:9: question.shape: must be text in quotes, not the number 3",
        ],
        id="elements of a list",
    ),
    pytest.param(
        HEAD + 'sample = """\nS: fine\nnot fine\n\nT: fine \\\n   as well\nA:\n   fine\nR:\n"""\n',
        [
            f"pack.toml:8: question.sample: “not fine” {NO_MARK}",
            "pack.toml:14: question.sample: nothing is said after “R:”",
        ],
        id="lines of a sample",
    ),
    pytest.param(
        HEAD + "sample = '''S: fine\nnot fine'''\n",
        [f"pack.toml:7: question.sample: “not fine” {NO_MARK}"],
        id="lines of a literal sample",
    ),
    pytest.param(
        HEAD + 'sample = "S: fine\\nnot fine"\n',
        [f"pack.toml:6: question.sample: “not fine” {NO_MARK}"],
        id="a sample in one line",
    ),
    pytest.param(
        'title = "T"\nquestion = [\n  {id = "a", title = "A", prompt = ""},\n'
        '  {id = "b", title = 1, prompt = "P"}, # the last\n]\n',
        [
            "pack.toml:3: question.prompt: is empty",
            "pack.toml:4: question.title: must be text in quotes, not the number 1",
        ],
        id="inline tables",
    ),
    pytest.param(
        HEAD + '[settings]\nvoice = "low"\n' + HEAD.split("\n", 1)[1].replace('"a"', '"b"') + "zzz = 1\n",
        [
            "pack.toml:6: settings: is not a key of a pack",
            "pack.toml:12: question.zzz: is not a key of a question",
        ],
        id="a table between the questions",
    ),
    pytest.param(
        'titel = "T"\n' + HEAD.split("\n", 1)[1],
        [
            "pack.toml:1: title: is missing",
            "pack.toml:1: titel: is not a key of a pack: did you mean “title”?",
        ],
        id="a misspelt title",
    ),
    pytest.param(
        HEAD.replace("\n", "\r\n") + "examples = 9\r\n",
        ["pack.toml:6: question.examples: must be at most 3, not 9"],
        id="CRLF",
    ),
    pytest.param(HEAD + "x = \n", ["pack.toml:6: is not TOML: invalid value"], id="a value missing"),
    pytest.param(
        HEAD + 'id = "b"\n', ["pack.toml:6: is not TOML: cannot overwrite a value"], id="a key twice"
    ),
    pytest.param(
        HEAD + 'x = "a\n\n', ["pack.toml:6: is not TOML: illegal character '\\n'"], id="a quote missing"
    ),
    pytest.param(
        "x = " + "[" * 5000, ["pack.toml:1: is not TOML: too many brackets inside one another"], id="nested"
    ),
    pytest.param(
        f"x = 1{'0' * 5000}\n",
        ["pack.toml:1: is not TOML: a number with too many digits"],
        id="a huge number",
    ),
]


@pytest.mark.parametrize(("text", "mistakes"), MISTAKES)
def test_every_mistake_is_named_by_file_line_and_key(
    write_pack: WritePack, text: str, mistakes: list[str]
) -> None:
    path = write_pack(text)
    assert [str(mistake) for mistake in check_pack(path, QuestionBank())] == mistakes
    with pytest.raises(MalformedFile) as caught:
        read_pack(path)
    assert caught.value.mistakes == tuple(mistakes)
    assert str(caught.value).startswith(mistakes[0])
    assert "\n" not in str(caught.value)


def test_a_question_of_a_million_words_is_refused_in_one_line(write_pack: WritePack) -> None:
    path = write_pack(HEAD.replace('"P"', f'"{"why " * 1_000_000}"'))
    with pytest.raises(TooLong, match="larger than 1,000,000 bytes: split it") as caught:
        read_pack(path)
    assert "\n" not in str(caught.value)

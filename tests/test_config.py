"""The settings file: what it says, what it refuses, and what of it stays."""

import os
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from rehearse import config
from rehearse.interview.errors import MalformedFile, NotReadable, NotText, StorageError
from rehearse.interview.principle import Principle
from rehearse.practice.setting_rules import RULES
from rehearse.practice.settings import Settings, Theme, setting_names, setting_notes


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def mistakes_in(path: Path, text: str) -> tuple[str, ...]:
    path.write_text(text)
    with pytest.raises(MalformedFile) as caught:
        config.load(path)
    assert str(caught.value) == caught.value.mistakes[0]
    return caught.value.mistakes


def test_without_a_file_everything_has_its_default_and_no_file_appears(path: Path) -> None:
    assert config.load(path) == Settings()
    config.save(path, Settings())
    assert not path.exists()


def test_every_setting_has_a_note_and_a_rule() -> None:
    assert tuple(setting_notes()) == tuple(RULES) == setting_names()


def test_the_template_sets_nothing_and_says_everything() -> None:
    template = config.template()
    assert tomllib.loads(template) == {}
    for name, note in setting_notes().items():
        assert f"# {name} =" in template
        assert note.split(";")[0] in " ".join(template.replace("\n# ", " ").split())


def test_each_default_in_the_template_can_be_taken_as_it_stands(path: Path) -> None:
    lines = config.template().splitlines()
    bare = [line.removeprefix("# ") for line in lines if " = " in line]
    path.write_text("\n".join(bare))
    assert config.load(path) == Settings()


def test_what_is_set_is_read_and_the_rest_stays_default(path: Path) -> None:
    path.write_text('target_s = 75\ntheme = "light"\nown_fillers = ["basically", "at the end of the day"]\n')
    assert config.load(path) == replace(
        Settings(), target_s=75.0, theme=Theme.LIGHT, own_fillers=("basically", "at the end of the day")
    )


def test_a_whole_number_becomes_the_number_a_setting_is(path: Path) -> None:
    path.write_text("target_s = 75\n")
    assert isinstance(config.load(path).target_s, float)


def test_an_empty_text_stands_for_unset(path: Path) -> None:
    path.write_text('voice = ""\nmodel = ""\n')
    assert config.load(path) == Settings()


def test_a_byte_order_mark_is_no_mistake(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbftarget_s = 60\n")
    assert config.load(path).target_s == 60


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("target_s = 5000", "target_s must be a number from 10 to 1800, not 5000"),
        ("target_s = nan", "target_s must be a number from 10 to 1800, not NaN"),
        ("target_s = true", "target_s must be a number from 10 to 1800, not true"),
        ('target_s = "90"', 'target_s must be a number from 10 to 1800, not "90"'),
        ("ticks = 1", "ticks must be true or false, not 1"),
        ("thinking_s = -1", "thinking_s must be a number from 0 to 600, not -1"),
        ("voice_wpm = 170.5", "voice_wpm must be a whole number from 80 to 400, not 170.5"),
        ("keep_audio_days = 0", "keep_audio_days must be a whole number from 1 to 36500, not 0"),
        ('engine = "wisper"', 'engine must be one of auto, whisper, pocketsphinx, not "wisper"'),
        ('theme = "Dark"', 'theme must be one of dark, light, not "Dark"'),
        ('own_fillers = "basically"', 'own_fillers must be a list of texts, not "basically"'),
        ('own_fillers = ["basically", 3]', 'own_fillers must be a list of texts, not ["basically", 3]'),
        ('muted_fillers = [" "]', 'muted_fillers must be a list of texts, not [" "]'),
        ("voice = 2026-01-01", 'voice must be a text, not "2026-01-01"'),
        ("targets_s = 90", 'no setting is called "targets_s": did you mean target_s?'),
        ("[sound]\nvoice = 1", 'no setting is called "sound"; there are target_s'),
        ("slow_below_wpm = 200", "slow_below_wpm (200) must be less than fast_above_wpm (170)"),
        ("fast_above_wpm = 120", "slow_below_wpm (120) must be less than fast_above_wpm (120)"),
        ("target_s = ", "this is no TOML: invalid value"),
    ],
)
def test_a_mistake_names_the_file_the_line_the_key_and_what_would_do(
    path: Path, line: str, complaint: str
) -> None:
    (mistake,) = mistakes_in(path, f"# mine\n\n{line}\n")
    assert mistake.startswith(f"{path}, line 3: {complaint}")
    assert "\n" not in mistake


def test_all_mistakes_are_told_at_once(path: Path) -> None:
    assert len(mistakes_in(path, "target_s = 1\nticks = 1\nfoo = 1\n")) == 3


def test_a_long_value_is_cut_short_in_the_message(path: Path) -> None:
    (mistake,) = mistakes_in(path, f'target_s = "{"x" * 5000}"')
    assert len(mistake) < 200 + len(str(path))


def test_a_file_that_is_no_text_is_said_to_be_none(path: Path) -> None:
    path.write_bytes(b"target_s = \xff\n")
    with pytest.raises(NotText, match=r"settings\.toml is no UTF-8 text"):
        config.load(path)


def test_a_folder_in_its_place_is_said_to_be_one(path: Path) -> None:
    path.mkdir()
    with pytest.raises(NotReadable, match="can't be read"):
        config.load(path)


def test_setting_one_thing_takes_the_mark_from_its_line_only(path: Path) -> None:
    config.save(path, replace(Settings(), target_s=75.0))
    assert path.read_text() == config.template().replace("# target_s = 90\n", "target_s = 75\n")


def test_what_a_person_wrote_stays_with_its_order_and_its_comments(path: Path) -> None:
    path.write_text("# mine\nticks   = true # loud!\n\ntarget_s = 75 # short\nvoice_wpm = 160\n")
    config.save(path, replace(config.load(path), target_s=80.0))
    assert path.read_text() == "# mine\nticks   = true # loud!\n\ntarget_s = 80 # short\nvoice_wpm = 160\n"


def test_a_setting_the_file_does_not_know_comes_at_its_end_with_its_note(path: Path) -> None:
    path.write_text("ticks = true")
    config.save(path, replace(config.load(path), engine="whisper"))
    note = setting_notes()["engine"]
    assert path.read_text() == f'ticks = true\n\n# {note}\nengine = "whisper"\n'


def test_what_is_unset_again_becomes_a_comment_in_its_place(path: Path) -> None:
    path.write_text('# a\nvoice = "Zoë" # hers\n# b\nticks = true\n')
    config.save(path, replace(config.load(path), voice=None))
    assert path.read_text() == "# a\n# voice =\n# b\nticks = true\n"
    config.save(path, replace(config.load(path), voice="Max"))
    assert path.read_text() == '# a\nvoice = "Max"\n# b\nticks = true\n'


def test_saving_what_the_file_says_already_leaves_it_alone(path: Path) -> None:
    path.write_text("ticks=true")
    before = path.stat()
    config.save(path, replace(Settings(), ticks=True))
    assert (path.read_text(), path.stat().st_ino) == ("ticks=true", before.st_ino)


def test_a_file_with_mistakes_is_not_written_over(path: Path) -> None:
    path.write_text("targets_s = 90\n")
    with pytest.raises(MalformedFile, match="did you mean target_s"):
        config.save(path, replace(Settings(), ticks=True))
    assert path.read_text() == "targets_s = 90\n"


@pytest.mark.parametrize(
    "settings",
    [
        replace(Settings(), target_s=5.0),
        replace(Settings(), voice="\ud800"),
        replace(Settings(), own_fillers=("",)),
        replace(Settings(), slow_below_wpm=170.0),
        replace(Settings(), voice=""),
    ],
)
def test_what_could_not_be_read_back_is_not_written(path: Path, settings: Settings) -> None:
    with pytest.raises(MalformedFile):
        config.save(path, settings)
    assert not path.exists()


def test_a_file_too_odd_to_change_is_left_to_its_owner(path: Path) -> None:
    odd = 'model = """\n# ticks = false\n"""\n'
    path.write_text(odd)
    with pytest.raises(StorageError, match="set ticks by hand"):
        config.save(path, replace(config.load(path), ticks=True))
    assert path.read_text() == odd


def test_a_link_to_settings_kept_elsewhere_stays_a_link(path: Path, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles" / "rehearse.toml"
    kept.parent.mkdir()
    kept.write_text("ticks = true\n")
    path.symlink_to(kept)
    config.save(path, replace(config.load(path), ticks=False))
    assert path.is_symlink()
    assert kept.read_text() == "ticks = false\n"


def test_only_its_owner_may_read_it_and_nothing_else_is_left_in_the_folder(path: Path) -> None:
    before = os.umask(0)
    try:
        config.save(path, replace(Settings(), ticks=True))
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o600
    assert os.listdir(path.parent) == ["settings.toml"]


def test_line_ends_of_another_system_stay(path: Path) -> None:
    path.write_bytes(b"# mine\r\n# ticks = false\r\ntarget_s = 60\r\n")
    config.save(path, replace(config.load(path), ticks=True))
    assert path.read_bytes() == b"# mine\r\nticks = true\r\ntarget_s = 60\r\n"


def test_reading_waits_for_no_library_that_only_writing_needs(path: Path) -> None:
    path.write_text("target_s = 75\n")
    probe = (
        "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]);"
        "from rehearse import config; config.load(Path(sys.argv[2]));"
        "print({'tomlkit', 'pydantic', 'difflib', 'shutil'} & set(sys.modules))"
    )
    checkout = str(Path(config.__file__).parents[1])
    command = [sys.executable, "-S", "-c", probe, checkout, str(path)]  # -S: what site brings doesn't count
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "set()\n"


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(
    lambda text: text.strip()
)
numbers = st.floats(10, 600)
settings = st.builds(
    Settings,
    target_s=numbers,
    slow_below_wpm=st.floats(30, 99),
    fast_above_wpm=st.floats(100, 400),
    own_fillers=st.lists(texts, max_size=3).map(tuple),
    principles=st.lists(st.sampled_from([str(each) for each in Principle]), max_size=3).map(tuple),
    muted_fillers=st.lists(texts, max_size=3).map(tuple),
    thinking_s=numbers,
    voice=st.none() | texts,
    voice_wpm=st.integers(80, 400),
    microphone=st.none() | texts,
    speaker=st.none() | texts,
    engine=st.sampled_from(["auto", "whisper", "pocketsphinx"]),
    model=texts,
    keep_audio_days=st.none() | st.integers(1, 36_500),
)


@hypothesis_settings(max_examples=40, deadline=None)  # a disk keeps no deadline
@given(first=settings, second=settings)
def test_any_settings_come_back_as_they_were_saved_also_over_others(
    tmp_path_factory: pytest.TempPathFactory, first: Settings, second: Settings
) -> None:
    path = tmp_path_factory.mktemp("home") / "settings.toml"
    for saved in (first, second, Settings()):
        config.save(path, saved)
        assert config.load(path) == saved

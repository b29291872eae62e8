import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.script.staged import ROOT, Checkout, stage, write_command

SCRIPTS = ("run", "test", "bench", "lock")

# Set-up looks among the system's own commands too: a package manager there would be used by tests.
pytestmark = pytest.mark.skipif(
    any(Path("/usr/sbin", manager).exists() for manager in ("apt-get", "dnf", "pacman", "zypper", "apk")),
    reason="stand-ins can't hide this system's package manager",
)
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="wheels bring the libraries elsewhere")


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return stage(tmp_path)


@pytest.mark.parametrize("name", [*SCRIPTS, "setup.sh", "packages.sh"])
def test_every_script_is_sound_posix_shell(name: str) -> None:
    subprocess.run(("/bin/sh", "-n", ROOT / "script" / name), check=True)


@pytest.mark.parametrize("path", [*(f"script/{name}" for name in SCRIPTS), ".ci/run"])
def test_every_script_can_be_executed(path: str) -> None:
    assert (ROOT / path).stat().st_mode & stat.S_IXUSR


def test_the_locked_versions_name_no_index_and_agree() -> None:
    def pins(name: str) -> set[str]:
        return set((ROOT / "script" / name).read_text().splitlines())

    run, dev = pins("requirements.txt"), pins("requirements-dev.txt")
    assert run < dev
    assert all("==" in pin and "://" not in pin and not pin.startswith("-") for pin in dev)


def test_the_first_start_sets_up_and_then_runs(checkout: Checkout) -> None:
    status, out, error = checkout.run("demo", "--json", stdin="an answer")
    assert (status, checkout.made(), checkout.installs()) == (0, 1, 2)
    assert out == "rehearse demo --json\nan answer"
    assert "noise from venv" in error
    assert "noise from pip" in error


def test_the_second_start_does_no_set_up(checkout: Checkout) -> None:
    checkout.run()
    before = checkout.log.read_text()
    (checkout.commands / "python3.11").unlink()
    assert checkout.run("--version", PIP_FAILS="yes") == (0, "rehearse --version\n", "")
    assert checkout.log.read_text() == before


@pytest.mark.parametrize("name", ["pyproject.toml", "script/requirements.txt"])
def test_a_changed_lock_or_project_is_installed_into_the_venv_there_is(checkout: Checkout, name: str) -> None:
    checkout.run()
    with (checkout.root / name).open("a") as file:
        file.write("# changed\n")
    assert checkout.run()[0] == 0
    assert (checkout.made(), checkout.installs()) == (1, 4)


def test_an_interrupted_set_up_is_begun_anew(checkout: Checkout) -> None:
    assert checkout.run(PIP_IS_KILLED="yes")[0] == -9
    assert checkout.run()[:2] == (0, "rehearse \n")
    assert checkout.made() == 2


def test_a_checkout_that_was_moved_gets_a_new_venv(checkout: Checkout) -> None:
    checkout.run()
    moved = replace(checkout, root=checkout.root.rename(checkout.root.parent / "moved"))
    assert moved.run()[0] == 0
    assert checkout.made() == 2


def test_a_failing_pip_ends_in_one_line_that_says_what_to_do(checkout: Checkout) -> None:
    status, out, error = checkout.run("demo", PIP_FAILS="yes")
    assert (status, out) == (4, "")
    assert error.splitlines()[-1].startswith("rehearse: the Python packages could not be installed")
    assert checkout.run()[0] == 0


def test_an_update_that_fails_leaves_the_venv_to_the_version_it_was_made_for(checkout: Checkout) -> None:
    checkout.run()
    lock = checkout.root / "script" / "requirements.txt"
    before = lock.read_text()
    lock.write_text(before + "# changed\n")
    assert checkout.run(PIP_FAILS="yes")[0] == 4
    lock.write_text(before)
    assert checkout.run("--version", PIP_FAILS="yes") == (0, "rehearse --version\n", "")


def test_of_two_starts_at_once_one_sets_up_and_the_other_waits(checkout: Checkout) -> None:
    with checkout.start("one", PIP_SLEEPS="0.5") as first, checkout.start("two", PIP_SLEEPS="0.5") as second:
        outputs = [process.communicate(timeout=20) for process in (first, second)]
    assert [out for out, _ in outputs] == ["rehearse one\n", "rehearse two\n"]
    assert (checkout.made(), checkout.installs()) == (1, 2)
    assert "waiting for another set-up" in outputs[0][1] + outputs[1][1]


def test_a_shim_that_runs_nothing_is_passed_over(checkout: Checkout) -> None:
    for name in ("python3.13", "python3.12"):
        write_command(checkout.commands / name, "#!/bin/sh\necho 'no such version' >&2\nexit 127\n")
    status, out, error = checkout.run()
    assert (status, out) == (0, "rehearse \n")
    assert "no such version" not in error


def test_the_newest_python_is_taken(checkout: Checkout) -> None:
    oldest = (checkout.commands / "python3.11").read_text()
    write_command(checkout.commands / "python3", oldest.replace('"11 alone', '"13 alone'))
    write_command(checkout.commands / "python3.12", oldest.replace('"11 alone', '"12 alone'))
    checkout.run()
    assert (checkout.root / ".venv" / "pyvenv.cfg").read_text() == f"home = {checkout.commands / 'python3'}\n"


def test_without_a_suitable_python_one_line_says_what_is_missing(checkout: Checkout) -> None:
    (checkout.commands / "python3.11").unlink()
    status, out, error = checkout.run()
    assert (status, out) == (4, "")
    assert error.splitlines()[-1].startswith("rehearse: Python 3.11, 3.12 or 3.13 is missing")


def test_a_missing_python_is_installed_where_that_is_allowed(checkout: Checkout) -> None:
    checkout.may_install()
    (checkout.commands / "python3.11").unlink()
    status, out, error = checkout.run("demo")
    assert (status, out) == (0, "rehearse demo\n")
    assert "noise from apt" in error


@needs_linux
def test_a_missing_library_is_installed_where_that_is_allowed(checkout: Checkout) -> None:
    checkout.may_install()
    (checkout.libraries / "libportaudio.so.2").unlink()
    status, out, error = checkout.run("demo")
    assert (status, out) == (0, "rehearse demo\n")
    assert "installing libportaudio2" in error
    assert "going on without" not in error


@needs_linux
def test_without_leave_to_install_a_library_one_line_says_what_to_type_and_it_goes_on(
    checkout: Checkout,
) -> None:
    (checkout.libraries / "libportaudio.so.2").unlink()
    write_command(checkout.commands / "sudo", "#!/bin/sh\nexit 1\n")
    (checkout.commands / "id").unlink()
    write_command(checkout.commands / "id", "#!/bin/sh\necho 1000\n")
    write_command(checkout.commands / "apt-get", "#!/bin/sh\nexit 1\n")
    status, out, error = checkout.run("demo")
    assert (status, out) == (0, "rehearse demo\n")
    assert "sudo apt-get install -y --no-install-recommends libportaudio2\n" in error


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_checkout_that_is_read_only_says_so(checkout: Checkout) -> None:
    checkout.root.chmod(0o555)
    status, out, error = checkout.run()
    assert (status, out) == (4, "")
    assert "can't be written to" in error


def test_the_real_checkout_starts_without_set_up_once_it_is_set_up() -> None:
    is_ready = f'root={ROOT}; . "$root/script/setup.sh"; ready run'
    if subprocess.run(("/bin/sh", "-c", is_ready), check=False).returncode:
        pytest.skip("this checkout was not set up by script/run or script/test")
    done = subprocess.run(
        (ROOT / "script" / "run", "--version"),
        cwd="/",
        capture_output=True,
        text=True,
        timeout=20,
        check=True,
    )
    assert done.stdout.startswith("rehearse ")
    assert done.stderr == ""


def test_a_measurement_that_does_not_exist_is_wrong_usage() -> None:
    done = subprocess.run(
        (ROOT / "script" / "bench", "no-such-measurement"), capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "script/bench lists them" in done.stderr

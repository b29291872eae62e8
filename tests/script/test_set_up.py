import os
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = ("run", "test", "bench", "lock")
SHELL_TOOLS = (
    "cat",
    "cksum",
    "grep",
    "head",
    "id",
    "mkdir",
    "rm",
    "sed",
    "sh",
    "sleep",
    "sort",
    "tr",
    "uname",
)

# Stands in for a Python: answers what set-up asks, and makes a .venv that can do what set-up has it do.
PYTHON = """\
#!/bin/sh
case "$*" in
-) echo "11 alone $0" ;;
-c*fcntl*) exec {python} "$@" ;;
"-m venv "*)
    echo made >>{log}
    echo "noise from venv"
    mkdir -p "$3/bin" && echo "$3/bin/python" >"$3/bin/pip" && echo "home = $0" >"$3/pyvenv.cfg"
    cat {venv_python} >"$3/bin/python" && {chmod} +x "$3/bin/python" ;;
*) exit 1 ;;
esac
"""
VENV_PYTHON = """\
#!/bin/sh
case "$*" in
"-m pip install"*)
    echo "pip $*" >>{log}
    echo "noise from pip"
    cat >/dev/null
    [ -z "${{PIP_FAILS-}}" ] || exit 1
    [ -z "${{PIP_SLEEPS-}}" ] || sleep "$PIP_SLEEPS"
    [ -z "${{PIP_IS_KILLED-}}" ] || kill -9 0
    printf '#!/bin/sh\\necho "rehearse $*"\\ncat\\n' >"${{0%/*}}/rehearse"
    {chmod} +x "${{0%/*}}/rehearse" ;;
esac
"""


@dataclass(frozen=True, slots=True)
class Checkout:
    root: Path
    commands: Path
    log: Path

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            ("/bin/sh", str(self.root / "script" / "run"), *arguments),
            cwd=self.commands,
            env={"PATH": str(self.commands), **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str, stdin: str = "", **environment: str) -> tuple[int, str, str]:
        with self.start(*arguments, **environment) as process:
            out, error = process.communicate(stdin, timeout=20)
            return process.returncode, out, error

    def made(self) -> int:
        """Counts how often a .venv was made."""
        return self._lines().count("made")

    def installs(self) -> int:
        """Counts how often pip was called."""
        return len(self._lines()) - self.made()

    def _lines(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []


def write_command(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout with the real scripts, on a machine whose Python and pip are stand-ins."""
    root, commands, log = tmp_path / "a checkout", tmp_path / "commands", tmp_path / "log"
    shutil.copytree(ROOT / "script", root / "script")
    shutil.copy(ROOT / "pyproject.toml", root)
    commands.mkdir()
    for tool in SHELL_TOOLS:
        found = shutil.which(tool)
        assert found is not None
        (commands / tool).symlink_to(found)
    chmod, venv_python = shutil.which("chmod"), tmp_path / "venv-python"
    venv_python.write_text(VENV_PYTHON.format(log=log, chmod=chmod))
    write_command(
        commands / "python3.11",
        PYTHON.format(python=sys.executable, log=log, venv_python=venv_python, chmod=chmod),
    )
    return Checkout(root, commands, log)


@pytest.mark.parametrize("name", [*SCRIPTS, "setup.sh"])
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
    elsewhere = Checkout(
        checkout.root.rename(checkout.root.parent / "moved"), checkout.commands, checkout.log
    )
    assert elsewhere.run()[0] == 0
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
    # With a way to install one, as root, it would.
    if any(os.access(f"/usr/sbin/{manager}", os.X_OK) for manager in ("pacman", "dnf", "zypper", "apk")):
        pytest.skip("a package manager is where every script looks")
    status, out, error = checkout.run()
    assert (status, out) == (4, "")
    assert error.splitlines()[-1].startswith("rehearse: Python 3.11, 3.12 or 3.13 is missing")


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

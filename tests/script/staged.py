"""A checkout to start from, on a machine that consists of stand-ins."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHELL_TOOLS = (
    "cat",
    "cksum",
    "env",
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
-c*ctypes*) [ -e {libraries}/"$3" ] ;;
esac
"""
# Knows what two packages bring.
APT = """\
#!/bin/sh
echo "noise from apt"
case "$*" in
*install*python3.11*) exit 1 ;;
*install*python3*) cat {python} >{commands}/python3 && {chmod} +x {commands}/python3 ;;
*install*libportaudio2*) : >{libraries}/libportaudio.so.2 ;;
esac
"""
SUDO = """\
#!/bin/sh
[ "$1" = -n ] && shift && exec "$@"
"""


@dataclass(frozen=True, slots=True)
class Checkout:
    root: Path
    commands: Path
    libraries: Path
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

    def may_install(self) -> None:
        """Puts a package manager there, and leave to use it."""
        write_command(self.commands / "sudo", SUDO)
        python = self.commands.parent / "python"
        shutil.copy(self.commands / "python3.11", python)
        chmod = shutil.which("chmod")
        apt = APT.format(python=python, commands=self.commands, libraries=self.libraries, chmod=chmod)
        write_command(self.commands / "apt-get", apt)

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


def stage(folder: Path) -> Checkout:
    """Makes a checkout with the real scripts, on a machine whose Python and pip are stand-ins."""
    root, commands, log = folder / "a checkout", folder / "commands", folder / "log"
    shutil.copytree(ROOT / "script", root / "script")
    shutil.copy(ROOT / "pyproject.toml", root)
    commands.mkdir()
    libraries = folder / "libraries"
    libraries.mkdir()
    for library in ("libportaudio.so.2", "libespeak-ng.so.1"):
        (libraries / library).touch()
    for tool in SHELL_TOOLS:
        found = shutil.which(tool)
        assert found is not None
        (commands / tool).symlink_to(found)
    chmod, venv_python = shutil.which("chmod"), folder / "venv-python"
    venv_python.write_text(VENV_PYTHON.format(log=log, chmod=chmod, libraries=libraries))
    write_command(
        commands / "python3.11",
        PYTHON.format(python=sys.executable, log=log, venv_python=venv_python, chmod=chmod),
    )
    return Checkout(root, commands, libraries, log)

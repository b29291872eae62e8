import os
import subprocess
import sys
from pathlib import Path

import pytest

from rehearse.speech import quiet

PROGRAM = """
import os, sys
from pathlib import Path
from rehearse.speech.quiet import libraries_write_to

print("before"); print("before, error", file=sys.stderr)
with libraries_write_to(Path(sys.argv[1])):
    os.write(1, b"a library's 1\\n"); os.write(2, b"a library's 2\\n")
    os.system("echo a child; echo a child, error >&2")
    print("within"); print("within, error", file=sys.stderr)
    print("said past it", file=sys.__stdout__)
os.write(2, b"a library's after\\n")
print("after"); print("after, error", file=sys.stderr)
{more}
"""


def run(log: Path, more: str = "", **options: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", PROGRAM.format(more=more), str(log)]
    return subprocess.run(command, capture_output=True, text=True, **options)  # type: ignore[call-overload,no-any-return]


def test_libraries_write_to_the_log_and_the_program_where_it_did(tmp_path: Path) -> None:
    done = run(tmp_path / "rehearse.log")
    assert done.stdout.splitlines() == ["before", "within", "said past it", "after"]
    assert done.stderr.splitlines() == [
        "before, error",
        "within, error",
        "a library's after",
        "after, error",
    ]
    assert (tmp_path / "rehearse.log").read_text().splitlines() == [
        "a library's 1",
        "a library's 2",
        "a child",
        "a child, error",
    ]


def test_the_log_is_private_and_goes_on(tmp_path: Path) -> None:
    log = tmp_path / "rehearse.log"
    run(log)
    run(log)
    assert len(log.read_text().splitlines()) == 8
    assert log.stat().st_mode & 0o777 == 0o600


def test_a_log_that_grew_too_large_begins_anew(tmp_path: Path) -> None:
    log = tmp_path / "rehearse.log"
    log.write_bytes(b"x" * (quiet.LARGEST_LOG_BYTES + 1))
    run(log)
    assert len(log.read_text().splitlines()) == 4


def test_without_a_log_libraries_are_not_heard(tmp_path: Path) -> None:
    done = run(tmp_path / "gone" / "rehearse.log")
    assert done.returncode == 0
    assert "a library's 1" not in done.stdout


def test_an_error_inside_puts_everything_back(tmp_path: Path) -> None:
    more = """
try:
    with libraries_write_to(Path(sys.argv[1])):
        raise RuntimeError
except RuntimeError:
    print(sys.stdout is sys.__stdout__, sys.stdout.fileno(), sys.stderr.fileno())
"""
    assert run(tmp_path / "rehearse.log", more).stdout.splitlines()[-1] == "True 1 2"


def test_a_process_without_an_error_stream_is_served_too(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM.format(more=""), str(tmp_path / "rehearse.log")]
    script = f'exec 2>&-; exec {" ".join(map(repr, command[:1]))} "$@"'
    done = subprocess.run(
        ["sh", "-c", script, "sh", *command[1:]], capture_output=True, text=True, check=False
    )
    assert "within" in done.stdout.splitlines()


def test_no_descriptor_is_left_open(tmp_path: Path) -> None:
    def open_descriptors() -> int:
        return len(os.listdir("/proc/self/fd"))

    before = open_descriptors()
    with quiet.libraries_write_to(tmp_path / "rehearse.log"):
        assert open_descriptors() > before
    assert open_descriptors() == before


def test_streams_that_python_replaced_stay_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with quiet.libraries_write_to(tmp_path / "rehearse.log"):
        print("captured")
    assert capsys.readouterr().out == "captured\n"

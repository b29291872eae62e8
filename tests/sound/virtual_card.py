"""A sound card that is not there: a PulseAudio daemon of our own, with a microphone and a speaker."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

DEADLINE_S = 10.0
POLL_S = 0.01
NEEDED_COMMANDS = ("pulseaudio", "pactl", "paplay", "parecord")

# The speaker's and the microphone's own end. What is played to `mic_in` is what `mic` hears.
DAEMON = (
    "pulseaudio",
    "--daemonize=no",
    "--use-pid-file=no",
    "--exit-idle-time=-1",
    "--disable-shm=yes",
    "--realtime=no",
    "--high-priority=no",
    "-n",
    *("-L", "module-null-sink sink_name=speaker"),
    *("-L", "module-null-sink sink_name=mic_in"),
)
MICROPHONE = ("module-remap-source", "master=mic_in.monitor", "source_name=mic")

# The system's own file comes first: it is where the `pulse` type of device is made known.
ALSA_CONFIGURATION = """\
</usr/share/alsa/alsa.conf>
pcm.!default { type pulse }
ctl.!default { type pulse }
"""


class VirtualCardError(RuntimeError):
    """The sound server did not do as it was told."""


def missing_commands() -> tuple[str, ...]:
    """Names what a virtual card needs and this machine lacks."""
    return tuple(command for command in NEEDED_COMMANDS if shutil.which(command) is None)


@dataclass(slots=True)
class VirtualCard:
    """A running card; `environment` is what a child process needs to see it and nothing else."""

    environment: Mapping[str, str]
    folder: Path
    daemon: subprocess.Popen[bytes]
    awake: list[subprocess.Popen[bytes]] = field(default_factory=list)
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def speak(self, sound: Path) -> subprocess.Popen[bytes]:
        """Starts to play a WAV file into the microphone; wait for it to know that all was said."""
        speaking = self._start("paplay", "--device=mic_in", str(sound))
        self.started.append(speaking)
        return speaking

    @contextmanager
    def hear(self, recording: Path, margin_s: float = 0.3) -> Iterator[None]:
        """Records the speaker into a WAV file, silence included, until `margin_s` after the block."""
        recorder = self._start(
            "parecord",
            "--device=speaker.monitor",
            "--latency-msec=20",
            "--format=s16le",
            "--rate=16000",
            "--channels=1",
            "--file-format=wav",
            str(recording),
        )
        header_bytes, bytes_per_s = 44, 32_000

        def holds(size: float) -> Callable[[], bool]:
            return lambda: recording.exists() and recording.stat().st_size > size

        self.started.append(recorder)
        try:
            wait_until(holds(header_bytes), "the speaker's monitor to be recorded")
            yield
            # What was just played is still on its way.
            so_far = recording.stat().st_size
            wait_until(holds(so_far + margin_s * bytes_per_s), "the end of what was played")
        finally:
            recorder.send_signal(signal.SIGINT)
            recorder.wait(DEADLINE_S)

    def unplug(self) -> None:
        """Takes the microphone away, and with it every stream that records from it."""
        streams = self._streams_from("mic")
        self._control("unload-module", MICROPHONE[0])
        # The server moves them to what else there is, were it the speaker's monitor; a pulled plug ends them.
        with socket.socket(socket.AF_UNIX) as console:
            console.connect(str(self.folder / "console"))
            console.sendall("".join(f"kill-source-output {stream}\n" for stream in streams).encode())
            console.shutdown(socket.SHUT_WR)
            console.settimeout(DEADLINE_S)
            while console.recv(4096):
                pass

    def plug(self) -> None:
        """Brings the microphone back, as the default one."""
        self._control("load-module", *MICROPHONE)
        self._control("set-default-source", "mic")

    def prefer(self, source: str) -> None:
        """Makes another source the default one; what records already goes on."""
        self._control("set-default-source", source)

    def keep_awake(self) -> None:
        """Has both ends work in small blocks from now on.

        Left idle they sleep for two seconds at a time, and a stream that opens waits for the rest of that.
        """
        self._control("set-default-sink", "speaker")
        for monitor in ("mic_in.monitor", "speaker.monitor"):
            command = ("parecord", f"--device={monitor}", "--latency-msec=20", "--raw", os.devnull)
            self.awake.append(self._start(*command))
        # The third stream is the one between mic_in's monitor and the microphone.
        wait_until(lambda: len(self._control("list", "short", "source-outputs")) == 3, "both ends to wake")
        for sink in ("mic_in", "speaker"):
            self._control("suspend-sink", sink, "1")
            self._control("suspend-sink", sink, "0")

    def suspend(self, on: bool) -> None:
        """Makes the microphone deliver nothing, or lets it go on."""
        self._control("suspend-source", "mic", "1" if on else "0")

    def kill(self) -> None:
        """Ends the sound server at once, as a crash would; the card is of no use afterwards."""
        self.daemon.kill()
        self.daemon.wait()

    def hush(self) -> None:
        """Ends what still plays or records."""
        end_processes(self.started)
        self.started.clear()

    def close(self) -> None:
        """Ends the sound server and all that hangs on it."""
        end_processes([*self.started, *self.awake, self.daemon])

    @contextmanager
    def in_this_process(self) -> Iterator[None]:
        """Makes this card the one that `sounddevice` sees here; streams opened inside must be closed inside.

        PortAudio looks at the environment when it starts, so one that has started already starts again.
        """
        before = {name: os.environ.get(name) for name in self.environment}
        os.environ.update(self.environment)
        restart_portaudio()
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value
            restart_portaudio()

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command,
            env=os.environ | self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _streams_from(self, source: str) -> list[str]:
        sources = dict(line.split("\t")[1::-1] for line in self._control("list", "short", "sources"))
        streams = (line.split("\t") for line in self._control("list", "short", "source-outputs"))
        return [index for index, of_source, *_ in streams if of_source == sources.get(source)]

    def _control(self, *command: str) -> list[str]:
        done = subprocess.run(
            ("pactl", *command),
            env=os.environ | self.environment,
            capture_output=True,
            text=True,
            timeout=DEADLINE_S,
        )
        if done.returncode:
            raise VirtualCardError(f"pactl {' '.join(command)}: {done.stderr.strip()}")
        return done.stdout.splitlines()


@contextmanager
def virtual_card() -> Iterator[VirtualCard]:
    """Starts a card in a temporary folder of its own, which goes when the card does."""
    # Not pytest's folder: a socket's path may be no longer than 107 bytes.
    with tempfile.TemporaryDirectory(prefix="rehearse-sound-") as name:
        folder = Path(name)
        environment = _environment(folder)
        log = folder / "pulseaudio.log"
        with log.open("wb") as output:
            daemon = subprocess.Popen(
                (
                    *DAEMON,
                    *("-L", f"module-cli-protocol-unix socket={folder / 'console'}"),
                    *("-L", f"module-native-protocol-unix auth-anonymous=1 socket={folder / 'native'}"),
                ),
                env=os.environ | environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )
        card = VirtualCard(environment, folder, daemon)
        try:
            wait_until(
                lambda: daemon.poll() is not None or _listens(folder / "native"), "the sound server to start"
            )
            if daemon.poll() is not None:
                raise VirtualCardError(f"pulseaudio ended at once:\n{log.read_text()}")
            card.plug()
            card.keep_awake()
            yield card
        finally:
            card.close()


def wait_until(condition: Callable[[], bool], what: str, within_s: float = DEADLINE_S) -> None:
    """Returns as soon as the condition holds; fails by name when it never does."""
    end = time.monotonic() + within_s
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {within_s:g} s for {what}")
        time.sleep(POLL_S)


def end_processes(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Asks each to end, and makes those end that don't."""
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(DEADLINE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def restart_portaudio() -> None:
    """Lets a PortAudio that has started in this process look at the machine anew."""
    sounddevice = sys.modules.get("sounddevice")
    if sounddevice is not None:
        sounddevice._terminate()
        sounddevice._initialize()


def _listens(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex(str(path)) == 0


def _environment(folder: Path) -> dict[str, str]:
    home = folder / "home"
    home.mkdir()
    alsa = folder / "alsa.conf"
    alsa.write_text(ALSA_CONFIGURATION)
    return {
        "ALSA_CONFIG_PATH": str(alsa),
        "HOME": str(home),
        "PULSE_RUNTIME_PATH": str(folder),
        "PULSE_SERVER": f"unix:{folder / 'native'}",
        "PULSE_STATE_PATH": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
    }

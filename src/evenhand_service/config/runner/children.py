"""The processes that `run` starts: each ends with it, however it ends."""

import ctypes
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

SECONDS_TO_END = 15
_TELL_ON_PARENT_DEATH = 1  # PR_SET_PDEATHSIG


class Children:
    """Processes of ours, ended in the order opposite to that they were started in."""

    def __init__(self, logs: Path) -> None:
        self.logs = logs
        self.started: list[tuple[str, subprocess.Popen[bytes]]] = []

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start a process whose lines go to a log; Ctrl-C reaches us, and we end it in order."""
        self.logs.mkdir(mode=0o700, exist_ok=True)
        with (self.logs / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(  # noqa: S603  (programs of ours)
                command,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,
            )
        self.started.append((name, process))

    def ended(self) -> str | None:
        """Return the name of a process that ended by itself, if one did."""
        return next((name for name, process in self.started if process.poll() is not None), None)

    def stop(self) -> None:
        """Ask each to end, wait, and end by force what does not."""
        for _, process in reversed(self.started):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for _, process in reversed(self.started):
            try:
                process.wait(SECONDS_TO_END)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.started.clear()


def _end_with_parent() -> None:
    """Ask Linux to end this process when the one that started it is gone, even killed."""
    ctypes.CDLL(None).prctl(_TELL_ON_PARENT_DEATH, signal.SIGTERM)

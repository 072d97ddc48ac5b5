"""`run`: everything on one machine, in order, said as it happens; Ctrl-C ends it in the opposite order."""

import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from rich.console import Console

from evenhand_service.config.example.monitoring import ExampleStopped
from evenhand_service.config.health import READY
from evenhand_service.config.runner.children import Children
from evenhand_service.config.runner.example import Example, tell_log_ins

SECONDS_TO_BE_READY = 60
CONFIGURATION = Path(__file__).resolve().parents[1] / "gunicorn.py"


class Stopped(Exception):
    """Somebody asked us to stop."""


def run(*, host: str, port: int, example: bool) -> int:
    """Start what a partnership needs on one machine and stay until asked to stop."""
    console = Console(highlight=False)
    children = Children(Path(settings.DATA_FOLDER) / "log")
    with stopping_when_asked():
        try:
            start_all(console, children, host=host, port=port, example=example)
            watch(children)
        except Stopped:
            console.print("\nStopping ...")
        except (ChildEnded, ExampleStopped) as ended:
            console.print(f"[bold]{ended}[/]", soft_wrap=True)
            return 1
        finally:
            children.stop()
            connections.close_all()
    console.print("Stopped; everything is kept for the next time.")
    return 0


def start_all(console: Console, children: Children, *, host: str, port: int, example: bool) -> None:
    """Start the worker, make the example as far as pages need it, serve pages, and make the rest."""
    address = f"http://{'localhost' if host in ('127.0.0.1', '::1') else host}:{port}"
    check_port(host, port)
    migrate(console)
    work = [sys.executable, "-m", "evenhand_service", "worker"]
    children.start("worker", work, environment("evenhand-worker"))
    made_up = Example(console, lambda: tell_if_ended(children)) if example else None
    if made_up:
        made_up.first()
    web = [sys.executable, "-m", "gunicorn", f"--config={CONFIGURATION}", f"--bind={host}:{port}"]
    children.start("web", web, environment("evenhand-web"))
    wait_until_ready(address, children)
    tell_log_ins(console, address)
    console.print("Ctrl-C stops it.")
    if made_up:
        made_up.rest()
    connections.close_all()


def check_port(host: str, port: int) -> None:
    """Refuse a port that somebody else serves at, before anything is started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind((host, port))
        except OSError as error:
            raise ChildEnded(
                f"Pages cannot be served at {host}, port {port}: {error.strerror}. Choose another: make run PORT={port + 1}"
            ) from None


class ChildEnded(Exception):
    """A process of ours ended when nobody asked it to."""


def migrate(console: Console) -> None:
    """Bring the database's tables to this edition, as their owner, and raise the walls."""
    with console.status("Bringing the database to this edition ..."):
        call_command("migrate", database="owner", verbosity=0)


def environment(process: str) -> dict[str, str]:
    """Return what a process of ours is started with."""
    return {**os.environ, "EVENHAND_PROCESS": process}


def wait_until_ready(address: str, children: Children) -> None:
    """Wait until pages can be served: database, migrations and worker are there."""
    deadline = time.monotonic() + SECONDS_TO_BE_READY
    while time.monotonic() < deadline:
        tell_if_ended(children)
        try:
            with urllib.request.urlopen(address + READY, timeout=5):  # noqa: S310  (our own address)
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    raise ChildEnded(f"The service was not ready within a minute. Its logs are in {children.logs}.")


def watch(children: Children) -> None:
    """Stay until asked to stop, or until a process ends by itself."""
    while True:
        tell_if_ended(children)
        time.sleep(0.5)


def tell_if_ended(children: Children) -> None:
    """Raise if a process ended, with the end of what it wrote."""
    if name := children.ended():
        written = (children.logs / f"{name}.log").read_text(errors="replace").splitlines()[-8:]
        raise ChildEnded(
            "\n".join([f"The process '{name}' ended. The end of its log in {children.logs}:", *written])
        )


@contextmanager
def stopping_when_asked() -> Iterator[None]:
    """Turn the first Ctrl-C, or a request to end, into an orderly stop; further ones don't disturb it."""

    def stop(number: int, frame: FrameType | None) -> None:
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_IGN)
        raise Stopped

    before = {each: signal.signal(each, stop) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)

"""pg_dump and pg_restore: from a folder that is named, else the bundled ones, else those on the PATH."""

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from evenhand_service.config.bundled.program import INSTALLED, ProgramFailed, package_folder

# Where PostgreSQL's programs are to be taken from, such as /usr/lib/postgresql/15/bin.
VARIABLE = "EVENHAND_POSTGRESQL_BIN"
SECONDS = 6 * 3600


def find_program(name: str) -> str:
    """Return the path of one of PostgreSQL's programs."""
    package = package_folder()
    places = [os.environ.get(VARIABLE), str(package / INSTALLED / "bin") if package else None]
    for place in filter(None, places):
        if (Path(place) / name).exists():
            return str(Path(place) / name)
    found = shutil.which(name)
    if found is None:
        raise ProgramFailed(
            f"{name} is not here. Install PostgreSQL's client programs, or name their folder in {VARIABLE}."
        )
    return found


def run_program(name: str, address: str, *arguments: str) -> None:
    """Run a program on the database of an address; the password goes by the environment, never by the command line."""
    parts = urlsplit(address)
    credentials, _, place = parts.netloc.rpartition("@")
    user, _, password = credentials.partition(":")
    without = urlunsplit(parts._replace(netloc=f"{user}@{place}"))
    done = subprocess.run(  # noqa: S603  (a program of PostgreSQL's)
        [find_program(name), "--dbname", without, "--no-password", *arguments],
        env={**os.environ, "PGPASSWORD": unquote(password)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    if done.returncode:
        raise ProgramFailed(f"{name} ended with {done.returncode}: {done.stdout.strip()[-2000:]}")

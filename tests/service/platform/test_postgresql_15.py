"""The oldest PostgreSQL that is served: Debian's 15 takes the roles, the migrations, the walls, a backup and a restore.

Skipped where its programs are not (`apt-get install postgresql-15`, which the tests' set-up does not do).
"""

import os
import pwd
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from evenhand_service.config.bundled.program import ACCOUNT, identity_of, make_account
from evenhand_service.config.copies.backup import backup
from evenhand_service.config.copies.restore import restore
from evenhand_service.config.database.command import database
from evenhand_service.config.database.roles import APP

BIN = Path("/usr/lib/postgresql/15/bin")
NOW = datetime(2026, 4, 30, 12, tzinfo=UTC)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (BIN / "initdb").exists(), reason="PostgreSQL 15 is not installed"),
]


@pytest.fixture
def admin() -> Iterator[str]:
    """The address of an administrator of a server of version 15."""
    identity: dict = {}
    if os.geteuid() == 0:
        make_account()
        identity = identity_of(ACCOUNT)
    with tempfile.TemporaryDirectory(prefix="evenhand-15-") as name:
        folder = Path(name)
        if identity:
            os.chown(folder, pwd.getpwnam(ACCOUNT).pw_uid, -1)
        cluster, log = folder / "data", folder / "log"

        def call(program: str, *arguments: str) -> None:
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            subprocess.run([BIN / program, *arguments], check=True, cwd="/", **quiet, **identity)

        call(
            "initdb",
            "-D",
            str(cluster),
            "-U",
            "postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
        )
        options = f"-c listen_addresses='' -c fsync=off -k {folder}"
        call("pg_ctl", "start", "-w", "-D", str(cluster), "-l", str(log), "-o", options)
        try:
            yield f"postgresql://postgres:none@/postgres?host={folder}"
        finally:
            call("pg_ctl", "stop", "-m", "immediate", "-D", str(cluster))


def test_roles_migrations_walls_backup_and_restore(
    admin: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert database(["--admin-url", admin, "--env-file", str(tmp_path / "env")]) == 0
    addresses = dict(line.split("=", 1) for line in (tmp_path / "env").read_text().splitlines())
    with psycopg.connect(admin) as connection:
        assert connection.info.server_version // 10000 == 15
    migrating = subprocess.run(
        [sys.executable, "-m", "evenhand_service", "migrate", "--verbosity=0"],
        env={
            **os.environ,
            **addresses,
            "DJANGO_SETTINGS_MODULE": "evenhand_service.config.settings.production",
            "EVENHAND_SECRET_KEY": "of a test",
            "EVENHAND_PERSON_KEY": "of a test",
            "EVENHAND_HOSTS": "evenhand.example",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert migrating.returncode == 0, migrating.stderr
    with psycopg.connect(addresses["DATABASE_URL"], autocommit=True) as app:
        assert app.execute("SELECT current_user::text").fetchone() == (APP,)
        assert app.execute("SELECT count(*) FROM accounts_membership").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(
                "INSERT INTO organisations_area (id, code, name) VALUES (gen_random_uuid(), 'X', 'X')"
            )

    monkeypatch.setenv("EVENHAND_POSTGRESQL_BIN", str(BIN))
    made = backup(addresses["DATABASE_URL_KEEPER"], tmp_path / "saved", now=NOW)
    restored = restore(admin, tmp_path / "saved", database="evenhand", now=NOW)
    assert restored.rows == sum(made["rows"].values())
    assert restored.kept_as == "evenhand_before_20260430120000"

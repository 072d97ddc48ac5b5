"""Everything can leave in an open format, and a fresh installation filled from it is the same to the byte."""

import json
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from evenhand_service.config.copies.bring_in import bring_in
from evenhand_service.config.copies.export import ExportRefused, export
from evenhand_service.config.database.roles import KEEPER, OWNER
from tests.service.builders import as_builder
from tests.service.platform.rows import fill
from tests.service.postgres import TestServer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def fresh(django_db_setup: TestServer) -> Iterator[str]:
    """A second installation: migrated, walled, empty."""
    name = f"{django_db_setup.name}_fresh"
    django_db_setup.copy(name=name)
    yield name
    django_db_setup.drop(name)


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_export_import_export_is_the_same(django_db_setup: TestServer, fresh: str, tmp_path: Path) -> None:
    with as_builder():
        fill()
    server = django_db_setup.server
    first = export(server.address(KEEPER, django_db_setup.name), tmp_path / "first")
    rows = {table["table"]: table["rows"] for table in first["tables"]}
    assert rows["public.accounts_user"] == 3
    assert rows["audit.entry"] == rows["audit.link"] > 3
    assert bring_in(server.address(OWNER, fresh), tmp_path / "first") == sum(rows.values())
    export(server.address(KEEPER, fresh), tmp_path / "second")
    assert files_of(tmp_path / "second") == files_of(tmp_path / "first")

    # What was opened for the import is closed again, and the log goes on where it stood.
    with psycopg.connect(server.address(OWNER, fresh), autocommit=True) as owner:
        opened = "SELECT count(*) FROM pg_class WHERE relrowsecurity AND NOT relforcerowsecurity"
        assert owner.execute(opened).fetchone() == (0,)
        assert owner.execute("SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D'").fetchone() == (0,)
    with psycopg.connect(server.address(KEEPER, fresh), autocommit=True) as keeper:
        row = keeper.execute("SELECT count(*), max(id) FROM audit.entry").fetchone()
        assert row == (rows["audit.entry"] + 1, rows["audit.entry"] + 1)


def test_an_export_is_refused_where_it_would_mix_or_break(
    django_db_setup: TestServer, fresh: str, tmp_path: Path
) -> None:
    server = django_db_setup.server
    with as_builder():
        fill()
    export(server.address(KEEPER, django_db_setup.name), tmp_path / "out")
    with pytest.raises(ExportRefused, match=r"out exists\. Name a folder"):
        export(server.address(KEEPER, django_db_setup.name), tmp_path / "out")
    with pytest.raises(
        ExportRefused, match=r"has rows\. An export is brought into a fresh installation alone"
    ):
        bring_in(server.address(OWNER, django_db_setup.name), tmp_path / "out")
    people = tmp_path / "out" / "tables" / "public.accounts_user.csv"
    people.write_bytes(people.read_bytes().replace(b"Ada", b"Eve"))
    with pytest.raises(ExportRefused, match="not as it was written"):
        bring_in(server.address(OWNER, fresh), tmp_path / "out")
    (tmp_path / "out" / "manifest.json").unlink()
    with pytest.raises(ExportRefused, match=r"not an export, or not a whole one"):
        bring_in(server.address(OWNER, fresh), tmp_path / "out")


def test_another_editions_export_is_refused(django_db_setup: TestServer, fresh: str, tmp_path: Path) -> None:
    server = django_db_setup.server
    export(server.address(KEEPER, django_db_setup.name), tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    manifest["tables"][0]["columns"].append("of_another_edition")
    (tmp_path / "out" / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ExportRefused, match="another edition of the service"):
        bring_in(server.address(OWNER, fresh), tmp_path / "out")


def test_taking_everything_away_stands_in_the_log(django_db_setup: TestServer, tmp_path: Path) -> None:
    export(django_db_setup.server.address(KEEPER, django_db_setup.name), tmp_path / "out")
    with as_builder(), connection.cursor() as cursor:
        cursor.execute("SELECT action, subject, login FROM audit.entry ORDER BY id DESC LIMIT 1")
        assert cursor.fetchone() == ("export", "everything", KEEPER)

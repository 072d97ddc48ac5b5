"""Names planted in a file about people: afterwards they stand in its own walled bytes and the stores, nowhere else."""

import logging

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django_tasks_db.models import DBTaskResult

from evenhand_service.monitoring.loads import checking
from evenhand_service.monitoring.models import Load
from evenhand_service.monitoring.tasks.worker import LivingWorker
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in
from tests.service.builders_monitoring import again, approve, give, make_place, work

pytestmark = pytest.mark.django_db
NAMES = ("Cadfannwr-Quillfeather", "Zephaniah", "kestrel-9f3")
"""A family name, a first name and a pseudonym that stand in no other text."""
FILE = f"""person_id,referral_date,start_date,end_date,end_reason,ethnicity,sex,forename,surname
{NAMES[2]},2026-01-05,2026-01-12,,,White British,F,{NAMES[1]},{NAMES[0]}
{NAMES[2]},{NAMES[0]},2026-01-12,,{NAMES[1]},{NAMES[0]},{NAMES[1]},{NAMES[1]},{NAMES[0]}
=HYPERLINK("{NAMES[0]}"),2026-13-13,,,moved,White British,F,{NAMES[1]},{NAMES[0]}
b222,2026-01-06,,,moved,Bangladeshi,M,{NAMES[1]},"{NAMES[0]}
""".encode()
_MAY_HOLD = {"monitoring_loadchunk"}


def _tables_with_names() -> set[str]:
    """Every table, outside the stores and the pieces of files, in which one of the names stands."""
    found = set()
    with as_builder(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_schema, table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE' "
            "AND table_schema IN ('public', 'audit', 'access')"
        )
        for schema, table in cursor.fetchall():
            if table in _MAY_HOLD:
                continue
            held = " OR ".join(f"to_jsonb(t)::text ILIKE '%%{one}%%'" for one in NAMES)
            cursor.execute(f'SELECT count(*) FROM "{schema}"."{table}" t WHERE {held}')
            if cursor.fetchone()[0]:
                found.add(table)
    return found


def _holds_a_name(text: str) -> list[str]:
    return [one for one in NAMES if one.lower() in text.lower()]


def test_no_name_of_a_file_is_in_logs_addresses_tasks_pages_problems_or_the_audit_log(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    place = make_place()
    log_in(client, place.analyst)
    told = {
        "place": f"{place.partnership.pk}:{place.area.pk}",
        "files": [SimpleUploadedFile(f"{NAMES[0]}, {NAMES[1]}.csv", FILE)],
        "label": "January",
    }
    response = client.post("/loads/new/", told)
    assert response.status_code == 302
    work()
    with as_builder():
        load = Load.objects.get()
    assert (load.state, load.rows_rejected > 0, load.rows_accepted > 0) == ("checked", True, True)
    pages = [client.get(f"/loads/{load.pk}/{one}") for one in ("", "problems/", "problems.csv", "withdraw/")]
    pages.append(client.get("/loads/"))
    approve(again(load, place.lead), place.lead)
    for page in pages:
        assert page.status_code == 200
        assert _holds_a_name(page.content.decode()) == []
    assert _holds_a_name(response["Location"]) == []
    assert _tables_with_names() == set()
    assert _holds_a_name(caplog.text) == []
    assert _holds_a_name(repr(getattr(cache, "_cache", {}))) == []


@pytest.mark.django_db(transaction=True)
def test_a_fault_that_holds_a_name_is_kept_without_its_words(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*args: object, **told: object) -> None:
        raise ValueError(f"could not convert {NAMES[0]!r}")

    caplog.set_level(logging.DEBUG)
    place = make_place()
    give(place, FILE)
    monkeypatch.setattr(checking, "read_load", breaks)
    worker = LivingWorker(worker_id="here", batch=True)
    for _ in range(worker.given.most_tries):
        task = DBTaskResult.objects.get()
        task.claim("here")
        worker.run_task(task)
    task = DBTaskResult.objects.get()
    assert (task.status, task.exception_class_path) == ("FAILED", "builtins.ValueError")
    assert "checking.py" in task.traceback
    assert _tables_with_names() == set()
    assert _holds_a_name(caplog.text) == []
    with as_builder():
        load = Load.objects.get()
    assert load.state == "refused"
    assert load.refused_what.startswith("This was tried several times")


def test_a_page_of_an_error_while_uploading_holds_no_name(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from evenhand_service.monitoring.loads import operations

    def breaks(*args: object, **told: object) -> None:
        raise ValueError(f"could not convert {NAMES[0]!r}")

    monkeypatch.setattr(operations, "recognise", breaks)
    client.raise_request_exception = False
    place = make_place()
    log_in(client, place.analyst)
    told = {
        "place": f"{place.partnership.pk}:{place.area.pk}",
        "files": [SimpleUploadedFile(f"{NAMES[1]}.csv", FILE)],
    }
    response = client.post("/loads/new/", told)
    assert response.status_code == 500
    assert _holds_a_name(response.content.decode()) == []
    assert _tables_with_names() == set()

"""kill -9 during upload, check, storing and run: nothing is lost, nothing is half done, the next worker ends it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from evenhand_service.common.who import acting_as
from evenhand_service.monitoring import private_folder
from evenhand_service.monitoring.loads.operations import approve_load, withdraw_load
from evenhand_service.monitoring.models import (
    KeptFigure,
    LedgerRow,
    Load,
    LoadChunk,
    LoadProblem,
    Release,
    Run,
    WorkerBeat,
)
from evenhand_service.monitoring.runs.operations import ask_for_run
from evenhand_service.monitoring.tasks.rescue import forget_dead_workers
from evenhand_service.monitoring.tasks.settings import task_settings
from evenhand_service.monitoring.tasks.worker import LivingWorker
from tests.service.builders import as_builder
from tests.service.builders_monitoring import NOW, TREATMENTS, again, approve, give, make_place

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "evenhand_service.monitoring"
Kill = Callable[..., None]


@pytest.fixture
def kill_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kill:
    """Start a process, wait until it reaches a place in the code, and kill it there."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))

    def kill(place: str, **more: str) -> None:
        marker = tmp_path / f"reached-{time.monotonic_ns()}"
        settings = connections["default"].settings_dict
        named = ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
        environment = {
            **os.environ,
            "TEST_DATABASE": json.dumps({one: settings[one] for one in named}),
            "TEST_STOP_AT": place,
            "TEST_MARKER": str(marker),
            **more,
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.service.monitoring.worker_process"], env=environment
        )
        try:
            _wait_for(marker.exists, process)
        finally:
            os.kill(process.pid, signal.SIGKILL)
            process.wait(10)

    return kill


def _wait_for(there: Callable[[], bool], process: Any) -> None:
    for _ in range(1200):
        if there():
            return
        assert process.poll() is None, "the process ended before it came to the place"
        time.sleep(0.05)
    raise AssertionError("the place was not reached within a minute")


def work_on() -> None:
    """What the next worker does: it finds what the killed one left."""
    for _ in range(100):  # the server learns of a killed client in a moment
        LivingWorker(worker_id="next", batch=True, given=replace(task_settings(), poll_seconds=0)).run()
        if not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists():
            return
        time.sleep(0.05)
    raise AssertionError("work is left")


def test_an_upload_that_is_killed_leaves_nothing(kill_at: Kill) -> None:
    place = make_place(purpose=False)
    told = {
        "by": str(place.analyst.pk),
        "area": str(place.area.pk),
        "organisation": str(place.partnership.pk),
    }
    kill_at("django_tasks_db.backend:normalize_json", TEST_UPLOAD=json.dumps(told))
    with as_builder():
        assert (Load.objects.count(), LoadChunk.objects.count(), DBTaskResult.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("place_in_code", ["checking:read_load", "checking:_problems"])
def test_a_check_that_is_killed_is_done_by_the_next_worker(kill_at: Kill, place_in_code: str) -> None:
    place = make_place()
    load = give(place, TREATMENTS)
    kill_at(f"{HERE}.loads.{place_in_code}")
    load = again(load, place.analyst)
    assert load.state == "checking"
    assert load.rows_read == 0
    work_on()
    load = again(load, place.analyst)
    assert (load.state, load.rows_read, load.rows_accepted, load.rows_rejected) == ("checked", 3, 2, 1)
    with acting_as(place.analyst.pk):
        assert [one.line for one in LoadProblem.objects.all()] == [4]
    assert DBTaskResult.objects.get().worker_ids[-1] == "next"
    assert list(private_folder.work_folder().iterdir()) == []
    forget_dead_workers(before=timezone.now() + timedelta(seconds=1))
    assert not WorkerBeat.objects.exists()


def test_rows_half_put_away_are_not_there_and_then_all_are(kill_at: Kill) -> None:
    place = make_place()
    load = give(place, TREATMENTS)
    work_on()
    with acting_as(place.lead.pk):
        approve_load(load_id=load.pk, by=place.lead, now=NOW)
    kill_at(f"{HERE}.loads.storing:_done")
    assert _rows_in_stores() == {"care": 0, "equality": 0}
    assert again(load, place.lead).stored_at is None
    work_on()
    assert _rows_in_stores() == {"care": 2, "equality": 2}
    assert again(load, place.lead).stored_at


def _rows_in_stores() -> dict[str, int]:
    found = {}
    with as_builder(), connections["default"].cursor() as cursor:
        for store in ("care", "equality"):
            cursor.execute(f'SELECT coalesce(sum(number_of_rows), 0) FROM "{store}"."rows"')
            found[store] = cursor.fetchone()[0]
    return found


@pytest.mark.parametrize("place_in_code", ["making:read_extracts", "making:_inputs"])
def test_a_run_that_is_killed_gives_one_release_all_the_same(kill_at: Kill, place_in_code: str) -> None:
    place = make_place(purpose=False)
    load = give(place)
    work_on()
    approve(load, place.lead)
    with acting_as(place.analyst.pk):
        run = ask_for_run(area=place.area, by=place.analyst, now=NOW, with_exact=False)
    kill_at(f"{HERE}.runs.{place_in_code}")
    assert again(run, place.analyst).state == "running"
    with as_builder():
        assert (Release.objects.count(), KeptFigure.objects.count(), LedgerRow.objects.count()) == (0, 0, 0)
    work_on()
    run = again(run, place.analyst)
    assert (run.state, run.stopped_what) == ("made", "")
    with acting_as(place.analyst.pk):
        assert Release.objects.get().run_id == run.pk
        assert LedgerRow.objects.get().run_id == run.pk
        assert run.inputs.get().load_id == load.pk
        assert Run.objects.count() == 1


def test_work_that_kills_every_worker_is_given_up_and_the_person_told(kill_at: Kill) -> None:
    place = make_place()
    load = give(place, TREATMENTS)
    earlier = [f"dead-{one}" for one in range(task_settings().most_tries - 1)]
    DBTaskResult.objects.update(worker_ids=earlier)
    kill_at(f"{HERE}.loads.checking:read_load")
    for _ in range(100):
        LivingWorker(worker_id="next", batch=True).run()
        if DBTaskResult.objects.get().status == "FAILED":
            break
        time.sleep(0.05)
    load = again(load, place.analyst)
    assert load.state == "refused"
    assert load.refused_what.startswith("This was tried several times")
    with acting_as(place.analyst.pk):
        assert LoadChunk.objects.filter(load=load).exists()


def test_work_in_the_name_of_somebody_who_left_is_not_forgotten(caplog: pytest.LogCaptureFixture) -> None:
    place = make_place()
    load = give(place, TREATMENTS)
    with as_builder():
        place.analyst.is_active = False
        place.analyst.save()
    worker = LivingWorker(worker_id="next", batch=True, given=replace(task_settings(), watch_seconds=0))
    for _ in range(task_settings().most_tries):
        worker.run()
    assert DBTaskResult.objects.get().status == "FAILED"
    assert "OutOfReach" in caplog.text
    assert again(load, place.lead).state == "received"
    with acting_as(place.lead.pk):
        withdraw_load(load_id=load.pk, by=place.lead, because="Given anew", now=NOW)
    assert again(load, place.lead).state == "withdrawn"

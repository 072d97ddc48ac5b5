"""Work whose worker was killed: found by the worker's free lock, and queued again, or given up after so many tries."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import connections, transaction
from django_tasks_db.models import DBTaskResult

from evenhand_service.monitoring.models import WorkerBeat
from evenhand_service.monitoring.tasks.life import is_dead

log = logging.getLogger("evenhand.tasks")

KILLED = "worker killed"
GivenUp = Callable[[DBTaskResult], None]
"""Called for a task that is given up, to tell the person who waits for it."""


def rescue_killed(*, now: datetime, most_tries: int, given_up: GivenUp) -> list[str]:
    """Queue again every running task whose worker is dead, and return their ids; safe when several workers do it."""
    running = list(DBTaskResult.objects.filter(status="RUNNING").values_list("id", flat=True))
    return [str(task) for task in running if _rescue(task, now=now, most_tries=most_tries, given_up=given_up)]


def _rescue(task_id: object, *, now: datetime, most_tries: int, given_up: GivenUp) -> bool:
    with transaction.atomic():
        rows = DBTaskResult.objects.select_for_update(skip_locked=True)
        task = rows.filter(id=task_id, status="RUNNING").first()
        if task is None or not _worker_died(task):
            return False
        tries = len(task.worker_ids)
        if tries < most_tries:
            task.status = "READY"
            task.started_at = None
            task.save(update_fields=["status", "started_at"])
            log.warning("task %s of %s queued again: its worker died, try %s", task.id, task.task_name, tries)
            return True
        task.status = "FAILED"
        task.finished_at = now
        task.exception_class_path = KILLED
        task.traceback = f"{tries} workers died while they ran it."
        task.save(update_fields=["status", "finished_at", "exception_class_path", "traceback"])
        log.error("task %s of %s given up: %s workers died while they ran it", task.id, task.task_name, tries)
        given_up(task)
    return False


def _worker_died(task: DBTaskResult) -> bool:
    with connections["default"].cursor() as cursor:
        return not task.worker_ids or is_dead(task.worker_ids[-1], cursor)


def forget_dead_workers(*, before: datetime) -> list[str]:
    """Remove the signs of life of workers that are dead and were last seen before a moment; return their names."""
    gone = []
    for one in WorkerBeat.objects.filter(beat_at__lt=before):
        with transaction.atomic(), connections["default"].cursor() as cursor:
            if is_dead(one.worker_id, cursor):
                one.delete()
                gone.append(one.worker_id)
    return gone

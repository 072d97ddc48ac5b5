"""The worker: django-tasks' own, with a life that others can see and failures that tell no value of a person."""

import logging
import threading
import traceback
from datetime import timedelta
from typing import Any

from django.db import close_old_connections, connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from evenhand_service.monitoring.models import WorkerBeat
from evenhand_service.monitoring.private_folder import remove_abandoned
from evenhand_service.monitoring.tasks.definitions import tell_given_up
from evenhand_service.monitoring.tasks.life import Life
from evenhand_service.monitoring.tasks.rescue import forget_dead_workers, rescue_killed
from evenhand_service.monitoring.tasks.settings import TaskSettings, task_settings

log = logging.getLogger("evenhand.tasks")


class LivingWorker(Worker):
    """A worker whose death is noticed at once and whose work is then done by another."""

    def __init__(self, *, worker_id: str, batch: bool = False, given: TaskSettings | None = None) -> None:
        self.given = given or task_settings()
        super().__init__(
            queue_names=["*"],
            interval=self.given.poll_seconds,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
            excluded_queue_names=[],
        )
        self.life = Life(worker_id)
        self._over = threading.Event()

    def run(self) -> None:
        """Take the lock, look after what others left, then work until told to stop."""
        self.life.begin()
        watching = threading.Thread(target=self._watch, name="watch", daemon=True)
        try:
            self.look_around()
            watching.start()
            super().run()
        finally:
            self._over.set()
            if watching.is_alive():
                watching.join(self.given.watch_seconds)
            WorkerBeat.objects.filter(worker_id=self.worker_id).delete()
            self.life.end()

    def look_around(self) -> None:
        """Give a sign of life, queue again what killed workers left, remove their files."""
        now = timezone.now()
        if not self.life.holds():
            self.life.renew()
        WorkerBeat.objects.update_or_create(
            worker_id=self.worker_id,
            defaults={"beat_at": now},
            create_defaults={"beat_at": now, "started_at": now},
        )
        rescue_killed(now=now, most_tries=self.given.most_tries, given_up=tell_given_up)
        forget_dead_workers(before=now - timedelta(seconds=self.given.silent_seconds))
        remove_abandoned()

    def _watch(self) -> None:
        try:
            while not self._over.wait(self.given.watch_seconds):
                try:
                    close_old_connections()
                    self.look_around()
                except Exception as error:  # whatever it is, the next look may go well; the work goes on
                    log.error("worker %s could not look around: %s", self.worker_id, type(error).__name__)
        finally:
            connections.close_all()

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """Run a task to its end. What is kept of a failure is its kind and its place in the code, never its words."""
        self.running_task = True
        try:
            found = db_task_result.task_result
            log.info(
                "task %s of %s begins, try %s", found.id, db_task_result.task_name, len(found.worker_ids)
            )
            db_task_result.task.call(*found.args, **found.kwargs)
            self._end(db_task_result, status="SUCCESSFUL", finished_at=timezone.now())
            log.info("task %s of %s is done", found.id, db_task_result.task_name)
        except Exception as error:
            self._fail(db_task_result, error)
        finally:
            self.running_task = False
            self._run_tasks += 1

    def _fail(self, row: DBTaskResult, error: Exception) -> None:
        close_old_connections()
        tries, kind = len(row.worker_ids), f"{type(error).__module__}.{type(error).__qualname__}"
        kept = {"exception_class_path": kind, "traceback": _places(error)}
        if tries < self.given.most_tries:
            again = timezone.now() + timedelta(seconds=self.given.watch_seconds * tries)
            self._end(row, status="READY", started_at=None, run_after=again, **kept)
            log.warning("task %s of %s: %s, try %s; queued again", row.id, row.task_name, kind, tries)
            return
        self._end(row, status="FAILED", finished_at=timezone.now(), **kept)
        log.error(
            "task %s of %s given up after %s tries: %s\n%s",
            row.id,
            row.task_name,
            tries,
            kind,
            _places(error),
        )
        tell_given_up(row)

    def _end(self, row: DBTaskResult, **changes: Any) -> None:
        """Write how a task ended, unless it was taken from us while the database was away."""
        mine = DBTaskResult.objects.filter(id=row.id, status="RUNNING", worker_ids=row.worker_ids)
        if not mine.update(**changes):
            log.warning("task %s was taken over by another worker", row.id)


def _places(error: BaseException) -> str:
    """Where in the code it happened: files, lines and functions; no message, since that may hold a value."""
    frames = traceback.extract_tb(error.__traceback__)
    return "\n".join(f"{one.filename.rsplit('/src/', 1)[-1]}:{one.lineno} {one.name}" for one in frames)

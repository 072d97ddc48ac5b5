"""What is done in the background. Tasks carry ids alone: of the thing, and of the person in whose name it is done."""

from collections.abc import Callable
from uuid import UUID

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from evenhand_service.monitoring.loads import checking, storing
from evenhand_service.monitoring.runs import making

_GIVEN_UP = "This was tried several times, and each time the work ended without saying why."
_WHOM = "Whoever looks after this installation finds the reason in its log under the time of this page. Nothing was lost."


@task
def check_load(load_id: str, user_id: str) -> None:
    """Read a load's file row by row."""
    checking.check_load(load_id=UUID(load_id), by=UUID(user_id), clock=timezone.now)


@task
def store_load(load_id: str, user_id: str) -> None:
    """Put the rows of an approved load into the stores."""
    storing.store_load(load_id=UUID(load_id), by=UUID(user_id), clock=timezone.now)


@task
def make_run(run_id: str, user_id: str) -> None:
    """Make the releases of a run."""
    making.make_run(run_id=UUID(run_id), by=UUID(user_id), clock=timezone.now)


def tell_given_up(row: DBTaskResult) -> None:
    """Tell the person who waits that a task was given up; what they gave is kept as it was."""
    told = _TELL.get(row.task_path)
    if told is not None:
        told(*(UUID(one) for one in row.args_kwargs["args"]))


def _load_given_up(load_id: UUID, user_id: UUID) -> None:
    checking.refuse_load(load_id=load_id, by=user_id, what=_GIVEN_UP, mend=_WHOM, now=timezone.now())


def _store_given_up(load_id: UUID, user_id: UUID) -> None:
    storing.note_not_stored(load_id=load_id, by=user_id, what=_GIVEN_UP, mend=_WHOM)


def _run_given_up(run_id: UUID, user_id: UUID) -> None:
    making.stop_run(run_id=run_id, by=user_id, what=_GIVEN_UP, mend=_WHOM, now=timezone.now())


_TELL: dict[str, Callable[[UUID, UUID], None]] = {
    check_load.module_path: _load_given_up,
    store_load.module_path: _store_given_up,
    make_run.module_path: _run_given_up,
}

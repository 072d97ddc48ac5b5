"""What is done in the background. Tasks carry ids alone: of the thing, and of the person in whose name it is done."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.loads import checking, storing
from evenhand_service.monitoring.models import Load, Run
from evenhand_service.monitoring.runs import making

GIVEN_UP = "This was tried several times, and each time the work ended without saying why."
WHOM = "Whoever looks after this installation finds the reason in its log under the time of this page. Nothing was lost."


class OutOfReach(Exception):
    """The person in whose name the work is to be done may no longer see the thing: a role ended, or they left."""


def check_reach(model: type[Model], thing_id: str, user_id: str) -> None:
    """Raise OutOfReach rather than find nothing to do: the work would be forgotten without a word."""
    with acting_as(user_id):
        if not model._default_manager.filter(pk=thing_id).exists():
            raise OutOfReach


@task
def check_load(load_id: str, user_id: str) -> None:
    """Read a load's file row by row."""
    check_reach(Load, load_id, user_id)
    checking.check_load(load_id=UUID(load_id), by=UUID(user_id), clock=timezone.now)


@task
def store_load(load_id: str, user_id: str) -> None:
    """Put the rows of an approved load into the stores."""
    check_reach(Load, load_id, user_id)
    storing.store_load(load_id=UUID(load_id), by=UUID(user_id), clock=timezone.now)


@task
def make_run(run_id: str, user_id: str) -> None:
    """Make the releases of a run."""
    check_reach(Run, run_id, user_id)
    making.make_run(run_id=UUID(run_id), by=UUID(user_id), clock=timezone.now)


def tell_with(of: Any, tell: Callable[[UUID, UUID], None]) -> None:
    """Have whoever waits for a task of another part told, when it is given up, of what its arguments name."""
    _TELL[of.module_path] = tell


def tell_given_up(row: DBTaskResult) -> None:
    """Tell the person who waits that a task was given up; what they gave is kept as it was."""
    told = _TELL.get(row.task_path)
    if told is not None:
        told(*(UUID(one) for one in row.args_kwargs["args"]))


def _load_given_up(load_id: UUID, user_id: UUID) -> None:
    checking.refuse_load(load_id=load_id, by=user_id, what=GIVEN_UP, mend=WHOM, now=timezone.now())


def _store_given_up(load_id: UUID, user_id: UUID) -> None:
    storing.note_not_stored(load_id=load_id, by=user_id, what=GIVEN_UP, mend=WHOM)


def _run_given_up(run_id: UUID, user_id: UUID) -> None:
    making.stop_run(run_id=run_id, by=user_id, what=GIVEN_UP, mend=WHOM, now=timezone.now())


_TELL: dict[str, Callable[[UUID, UUID], None]] = {
    check_load.module_path: _load_given_up,
    store_load.module_path: _store_given_up,
    make_run.module_path: _run_given_up,
}

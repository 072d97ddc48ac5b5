"""Loads for tests: a partnership with its people, small files about nobody, and work done as the worker would."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django_tasks_db.models import DBTaskResult

from evenhand.synthetic import make_partnership, write_partnership
from evenhand_service.accounts.models import User
from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.loads.operations import approve_load, receive_file
from evenhand_service.monitoring.models import Load
from evenhand_service.organisations.models import Area, Organisation, Purpose
from tests.service.builders_accounts import make_person
from tests.service.builders_organisations import make_agreement, make_area, make_organisation, make_purpose

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
COUNTS = b"""stage,period,characteristic,group,count
in_need,2025/26,ethnicity,White British,210
started,2025/26,ethnicity,White British,151
in_need,2025/26,ethnicity,Bangladeshi,48
started,2025/26,ethnicity,Bangladeshi,19
"""
TREATMENTS = b"""person_id,referral_date,start_date,end_date,end_reason,ethnicity,sex
canary-qx7,2026-01-05,2026-01-12,,,White British,F
b222,2026-01-06,,,moved,Bangladeshi,M
b223,2026-13-06,,,moved,Bangladeshi,M
"""


@dataclass(frozen=True)
class Place:
    """A partnership with an agreement and a purpose: its lead, its analyst, and a provider's manager."""

    area: Area
    partnership: Organisation
    provider: Organisation
    lead: User
    analyst: User
    manager: User
    purpose: Purpose | None


def make_place(*, code: str = "", purpose: bool = True) -> Place:
    """Return a partnership in which loads can be given, approved and run."""
    area = make_area(code=code)
    partnership = make_organisation(area)
    provider = make_organisation(area, "The Quay", kind="provider")
    make_agreement(area, [partnership, provider])
    return Place(
        area=area,
        partnership=partnership,
        provider=provider,
        lead=make_person("partnership-lead", partnership, area),
        analyst=make_person("analyst", partnership, area),
        manager=make_person("provider-manager", provider, area),
        purpose=make_purpose(area, partnership) if purpose else None,
    )


def give(
    place: Place, content: bytes = COUNTS, *, by: User | None = None, name: str = "counts.csv", **told: Any
) -> Load:
    """Give a file as the analyst, or as somebody else; it is received and not yet checked."""
    by = by or place.analyst
    with acting_as(by.pk):
        return receive_file(
            content=content,
            given_name=name,
            area=place.area,
            organisation=told.pop("organisation", place.partnership),
            by=by,
            now=told.pop("now", NOW),
            **told,
        )


def approve(load: Load, by: User, *, now: datetime = NOW) -> Load:
    """Approve a load and put its rows away."""
    with acting_as(by.pk):
        approve_load(load_id=load.pk, by=by, now=now)
    work()
    return again(load, by)


def work() -> int:
    """Do what waits in the queue, in this process, as the worker does; return how many tasks there were."""
    done = 0
    while (task := DBTaskResult.objects.ready().first()) is not None:
        task.claim("tests")
        task.task.call(*task.args_kwargs["args"])
        task.set_successful(None)
        done += 1
    return done


def again(thing: Any, person: User) -> Any:
    """Read a thing anew in somebody's name."""
    with acting_as(person.pk):
        return type(thing).objects.get(pk=thing.pk)


@cache
def synthetic_files(people: int = 900, area_code: str = "X00000901") -> dict[str, bytes]:
    """Return the files of a made-up partnership, by name."""
    with _folder() as folder:
        made = make_partnership(people=people, seed=5, area_code=area_code, area_name="Aberwen")
        write_partnership(made, folder)
        return {one.name: one.read_bytes() for one in sorted(folder.rglob("*.csv"))}


@contextmanager
def _folder() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        yield Path(folder)

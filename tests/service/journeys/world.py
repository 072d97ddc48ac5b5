"""What the walk over every page walks through: a partnership in which everything has happened once."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.monitoring.models import ActionSeed, FindingThread
from evenhand_service.organisations.models import Agreement, Purpose, Service
from tests.service.builders import as_builder
from tests.service.builders_accounts import give_role, make_person
from tests.service.builders_commissioning import make_commissioned
from tests.service.builders_governance import make_one_of_each_meeting
from tests.service.builders_monitoring import NOW, Place, give, make_place, work
from tests.service.builders_organisations import make_purpose, make_service
from tests.service.builders_plan import make_one_of_each
from tests.service.builders_releases import make_release

BAD_COUNTS = b"stage,period,characteristic,group,count\nin_need,2025/26,ethnicity,White British,many\n"


@dataclass(frozen=True)
class World:
    """The place, the people by role, and one of everything."""

    place: Place
    people: dict[str, Any]
    draft: Any = None
    published: Any = None
    thread: Any = None
    load: Any = None
    refused: Any = None
    agreement: Any = None
    purpose: Any = None
    service: Any = None
    planned: dict[str, Any] = field(default_factory=dict)
    met: dict[str, Any] = field(default_factory=dict)
    bought: dict[str, Any] = field(default_factory=dict)
    step: Any = None


def make_people(place: Place) -> dict[str, Any]:
    """Return somebody in each role that the walk needs; `nobody` is logged in and holds no role."""
    people = {"lead": place.lead, "analyst": place.analyst, "nobody": make_person(None)}
    for role in ("data-protection-officer", "regional-viewer", "community-researcher"):
        people[role] = make_person(role, place.partnership, place.area)
    # One person who may do nearly everything walks through most pages.
    for role in ("analyst", "data-protection-officer", "regional-viewer", "community-researcher"):
        give_role(people["lead"], role, place.partnership, place.area)
    return people


def make_step(thread: FindingThread, person: Any) -> ActionSeed:
    """A next step of a finding that was changed once."""
    return ActionSeed.objects.create(
        thread=thread,
        area_id=thread.area_id,
        wording="A worker in the suite",
        indicator="started",
        group=thread.group,
        baseline_kind="own",
        units="share",
        period="2024-04-01/2026-03-31",
        lead_name="Jo",
        due_date=date(2027, 3, 31),
        made_by=person,
        made_by_name=person.name,
        made_at=NOW,
        earlier=[
            {
                "wording": "A worker",
                "lang": "en",
                "lead_name": "Jo",
                "due_date": "2027-01-31",
                "until": "2026-11-20",
            }
        ],
    )


def make_world() -> World:
    """Make it all."""
    place = make_place()
    people = make_people(place)
    load, refused = give(place), give(place, BAD_COUNTS, name="wrong.csv")
    work()
    published = make_release(place.area, published=True)
    draft = make_release(place.area, state=ReleaseState.DRAFT)
    make_purpose(place.area, complete=False)
    service = make_service(place.provider, is_public=True)
    planned = make_one_of_each(place.area, place.lead)
    met = make_one_of_each_meeting(place.area, place.lead, "Riverside")
    with as_builder():
        return World(
            place=place,
            people=people,
            draft=draft,
            published=published,
            thread=FindingThread.objects.first(),
            load=load,
            refused=refused,
            agreement=Agreement.objects.first(),
            purpose=Purpose.objects.filter(state="complete").first(),
            service=Service.objects.get(pk=service.pk),
            planned=planned,
            met=met,
            bought=make_commissioned(
                place.area,
                place.provider,
                people["analyst"],
                published,
                FindingThread.objects.first(),
                words="Letters in six languages",
                public=True,
            ),
            step=make_step(FindingThread.objects.first(), people["lead"]),
        )

"""Another partnership, full of things that nobody of this one may see: every kind of row, each with a canary in it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection

from evenhand_service.accounts.models import ApiToken, Invitation, Membership, User
from evenhand_service.accounts.roles import roles
from evenhand_service.common.kept.models import KeptForm
from evenhand_service.common.walls.raising import walled_models
from evenhand_service.monitoring.enums import ExplanationKind
from evenhand_service.monitoring.models import (
    ActionSeed,
    Comment,
    Explanation,
    FindingThread,
    KeptFigure,
    KeptFinding,
    Load,
    LoadProblem,
    NeedsAgreement,
    NeedsText,
)
from evenhand_service.organisations.models import Area, Certificate, Organisation, Service
from tests.service.builders import as_builder
from tests.service.builders_accounts import make_person
from tests.service.builders_commissioning import make_commissioned
from tests.service.builders_governance import make_one_of_each_meeting
from tests.service.builders_monitoring import NOW
from tests.service.builders_organisations import (
    FAR_AHEAD,
    make_agreement,
    make_area,
    make_organisation,
    make_purpose,
    make_service,
)
from tests.service.builders_plan import make_one_of_each
from tests.service.builders_releases import make_release, make_run

CANARY = "Quetzalcanary"
"""Stands in every text that is kept of the other partnership, and in no page of this one."""
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Elsewhere:
    """The other partnership's rows, by the name under which addresses carry them."""

    area: Area
    things: dict[str, Any]
    identifiers: frozenset[str]


def make_here() -> dict[str, User]:
    """Return a person of each role in this partnership, which has a region of its own and a release."""
    region = make_area("This region", level="region")
    area = make_area("Here", parent=region)
    body, force = (
        make_organisation(area, "Partnership of here"),
        make_organisation(area, "Force", kind="police"),
    )
    make_release(area, published=True)
    people = {}
    for role, one in roles().items():
        place = region if role == "regional-viewer" else area
        people[role] = make_person(role, force if one.side == "justice" else body, place)
    return people


def make_elsewhere() -> Elsewhere:
    """Return another partnership, in another region, with a row of every kind."""
    area = make_area("Elsewhere", parent=make_area("Another region", level="region"))
    body = make_organisation(area, "Partnership of elsewhere")
    person = make_person(
        "partnership-lead", body, area, name=f"{CANARY} Lead", email=f"{CANARY}@example.test"
    )
    agreement = make_agreement(area, [body], title=f"{CANARY} agreement")
    purpose = make_purpose(area, body, title=f"{CANARY} purpose")
    service = make_service(body, f"{CANARY} service", is_public=False)
    release = make_release(area)
    releases = {
        "draft": make_release(area, state="draft", slug=f"{CANARY.lower()}-draft"),
        "exact": make_release(area, policy="internal-exact", slug=f"{CANARY.lower()}-exact"),
    }
    with as_builder():
        run = make_run(area)
        things = _written(area, body, person, release)
        load = _load(area, body, person)
    things |= make_one_of_each(area, person, CANARY)
    things |= make_one_of_each_meeting(area, person, CANARY)
    with as_builder():
        thread = things["thread"]
        figure = KeptFigure.objects.filter(release=release).first()
        finding = KeptFinding.objects.filter(release=release).first()
        things |= make_commissioned(
            area, body, person, release, thread, words=f"{CANARY} bought", public=False
        )
    things |= {
        "agreement": agreement,
        "purpose": purpose,
        "service": service,
        "release": release,
        "draft": releases["draft"],
        "exact": releases["exact"],
        "organisation": body,
        "person": person,
        "run": run,
        "load": load,
        "figure": figure,
        "finding": finding,
        "area": area,
    }
    listed = {name: one for name, one in things.items() if not isinstance(one, Area | Organisation)}
    known = frozenset(str(one.pk) for one in (*listed.values(), thread) if one is not None)
    return Elsewhere(area=area, things=things, identifiers=known)


def _written(area: Area, body: Organisation, person: User, release: Any) -> dict[str, Any]:
    """What people of there wrote."""
    thread = FindingThread.objects.filter(area=area).first()
    assert thread is not None
    on = {"thread": thread, "area": area}
    Service.objects.filter(area=area).update(is_public=False)
    return {
        "thread": thread,
        "comment": Comment.objects.create(
            **on, body=f"{CANARY} comment", author=person, author_name=person.name, made_at=NOW
        ),
        "explanation": Explanation.objects.create(
            **on,
            kind=ExplanationKind.values[0],
            words=f"{CANARY} hypothesis",
            made_by=person,
            made_by_name=person.name,
            made_at=NOW,
        ),
        "seed": ActionSeed.objects.create(
            **on,
            wording=f"{CANARY} action",
            indicator="share",
            group=thread.group,
            baseline_kind="none",
            units="share",
            period=release.period,
            lead_name=f"{CANARY} lead",
            due_date=FAR_AHEAD,
            made_by=person,
            made_by_name=person.name,
            made_at=NOW,
        ),
        "needs": NeedsText.objects.create(
            area=area,
            section="population",
            version=1,
            body=f"{CANARY} needs",
            writer_name=person.name,
            written_at=NOW,
        ),
        "agreed": NeedsAgreement.objects.create(
            area=area, number=1, release=release, agreed_by=person, agreed_by_name=person.name, agreed_at=NOW
        ),
        "certificate": Certificate.objects.create(area=area, made_at=NOW, lines=[CANARY], fingerprint=CANARY),
        "membership": Membership.objects.get(user=person),
        "invitation": Invitation.objects.create(
            email=f"invited.{CANARY}@example.test",
            name=f"{CANARY} Invited",
            role="analyst",
            organisation=body,
            area=area,
            starts=NOW.date(),
            invited_by=person,
            invited_at=NOW,
            expires_at=NOW + DAY,
        ),
        "token": ApiToken.objects.create(
            user=person,
            name=f"{CANARY} token",
            secret_hash=CANARY,
            scopes=[],
            created_at=NOW,
            expires_at=NOW + DAY,
        ),
        "form": KeptForm.objects.create(
            person=person, browser=CANARY, sealed=b"x", kept_at=NOW, expires_at=NOW + DAY
        ),
    }


def _load(area: Area, body: Organisation, person: User) -> Load:
    load = Load.objects.create(
        area=area,
        organisation=body,
        label=f"{CANARY} label",
        file_name="counts.csv",
        profile="counts",
        kind="counts",
        data_class="aggregate",
        data_classes=["aggregate"],
        sha256="0" * 64,
        size_bytes=1,
        state="checked",
        rows_read=3,
        rows_accepted=2,
        rows_rejected=1,
        problems_found=1,
        uploaded_by=person,
        uploaded_at=NOW,
        checked_at=NOW,
    )
    LoadProblem.objects.create(load=load, line=2, column=CANARY, rule=f"{CANARY} rule", mend=f"{CANARY} mend")
    return load


def everything() -> dict[str, str]:
    """Return a digest of every walled table's rows, to see whether anything was changed."""
    found = {}
    with as_builder(), connection.cursor() as cursor:
        for model in walled_models():
            table = model._meta.db_table
            name = table if table.startswith('"') else f'"{table}"'
            cursor.execute(f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {name} t")
            found[model._meta.label] = cursor.fetchone()[0] or ""
    return found

"""Writes of editions: a plan frozen as it stands, and what of one is made public."""

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from evenhand_service.plan.models import Edition, Plan, PublishedEdition
from evenhand_service.plan.operations.faults import ChangedMeanwhile, NotAllowed

FIELDS = (
    "reference",
    "action",
    "theme",
    "aim",
    "when",
    "status",
    "closing_note",
    "agency",
    "name",
    "progress",
)
"""What may be made public of an action, each chosen by itself: `name` are the leads' names, `agency` their bodies."""
_ALWAYS = ("id", "supporting")


def take_edition(
    *,
    plan: Plan,
    person: Any,
    rows: Any,
    as_at_date: date,
    now: datetime,
    title: str = "",
    note: str = "",
) -> Edition:
    """Freeze a plan under the next number; `rows` are its rows (`queries.snapshot.rows_of`). Source: F3."""
    body = {"title": plan.title, "financial_year": plan.financial_year, "rows": list(rows)}
    last = plan.editions.aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            return Edition.objects.create(
                plan=plan,
                area_id=plan.area_id,
                number=last + 1,
                title=title,
                as_at_date=as_at_date,
                body=body,
                sha256=seal(body),
                note=note,
                made_by=person,
                made_by_name=person.name,
                made_at=now,
            )
    except IntegrityError as fault:
        raise ChangedMeanwhile(
            _("Somebody else took an edition at the same moment. Look at it first.")
        ) from fault


def seal(body: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a body written in one way."""
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def publish_edition(
    *, edition: Edition, person: Any, fields: Collection[str], now: datetime
) -> PublishedEdition:
    """Make the chosen fields of an edition public; chosen anew, they replace those before. Source: F8."""
    chosen = [one for one in FIELDS if one in set(fields)]
    if "action" not in chosen:
        raise NotAllowed(_("Without the wording of the actions there is nothing to read."))
    rows = [public_row(one, chosen) for one in edition.body["rows"]]
    made, _new = PublishedEdition.objects.update_or_create(
        edition=edition,
        defaults={
            "area_id": edition.area_id,
            "title": edition.plan.title,
            "financial_year": edition.plan.financial_year,
            "fields": chosen,
            "body": {"rows": rows, "as_at": edition.as_at_date.isoformat(), "number": edition.number},
            "published_by_name": person.name,
            "published_at": now,
            "withdrawn_at": None,
        },
    )
    return made


def public_row(row: Mapping[str, Any], chosen: Collection[str]) -> dict[str, Any]:
    """Return what was chosen of a row and nothing else; a lead without a name chosen is a body or nobody."""
    shown = {name: row.get(name) for name in (*_ALWAYS, *chosen) if name in row}
    names = [name for name in ("name", "agency") if name in chosen]
    if names:
        leads = [{name: one.get(name, "") for name in names} for one in row.get("leads", ())]
        shown["leads"] = [one for one in leads if any(one.values())]
    if "when" in chosen:
        shown |= {name: row.get(name) for name in ("kind", "earliest", "latest")}
    return shown


def withdraw_publication(*, published: PublishedEdition, now: datetime) -> None:
    """Take a public edition back; what was read of it cannot be."""
    PublishedEdition.objects.filter(pk=published.pk).update(withdrawn_at=now)

"""Adding organisations and teams, changing them, and ending them: what was is kept."""

from datetime import date

from django.db import transaction

from evenhand_service.organisations.kinds import JUSTICE_KINDS
from evenhand_service.organisations.models import Area, Organisation, Team
from evenhand_service.organisations.register.rules import check_end, is_justice


@transaction.atomic
def add_organisation(
    *,
    name: str,
    kind: str,
    area: Area,
    name_cy: str = "",
    justice: bool = False,
    starts: date | None = None,
) -> Organisation:
    """Add an organisation. Whether it is one of justice follows from its kind. Raises: UnknownKind."""
    return Organisation.objects.create(
        name=name, name_cy=name_cy, kind=kind, area=area, is_justice=is_justice(kind, justice), starts=starts
    )


@transaction.atomic
def change_organisation(*, organisation: Organisation, name: str, name_cy: str, kind: str) -> None:
    """Change an organisation's names and kind; it stays in its area. Raises: UnknownKind."""
    # What somebody said beyond the kind stays said: a new name opens nobody the care store.
    said = organisation.is_justice and organisation.kind not in JUSTICE_KINDS
    organisation.is_justice = is_justice(kind, said)
    organisation.name, organisation.name_cy, organisation.kind = name, name_cy, kind
    organisation.save(update_fields=["name", "name_cy", "kind", "is_justice"])


@transaction.atomic
def end_organisation(*, organisation: Organisation, ends: date) -> None:
    """Say which day is its last; everything that it did stays. Raises: EndsBeforeItStarts."""
    check_end(organisation, ends)
    organisation.ends = ends
    organisation.save(update_fields=["ends"])


@transaction.atomic
def add_team(*, organisation: Organisation, name: str) -> Team:
    """Add a team to an organisation; a name that it has already is that team, which goes on where it had ended."""
    return Team.objects.update_or_create(organisation=organisation, name=name, defaults={"ends": None})[0]


@transaction.atomic
def end_team(*, team: Team, ends: date) -> None:
    """Say which day is a team's last."""
    team.ends = ends
    team.save(update_fields=["ends"])

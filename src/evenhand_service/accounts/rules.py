"""Who may give and end which role: pure decisions. Source: J2; roles.toml."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from evenhand_service.accounts.roles import Role, roles

CARE_SIDE = frozenset({"open-care", "open-equality"})


class PeopleRefused(Exception):
    """Something about people that may not be done; its words are for whoever tried."""


class OnesOwnRole(PeopleRefused):
    """Nobody changes what they themselves may do."""

    def __init__(self) -> None:
        super().__init__(_("Nobody changes their own roles. Ask somebody else who manages people here."))


class RoleBeyondOnesOwn(PeopleRefused):
    """Nobody gives, and nobody ends, a role that may do more than they may give."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This role may do more than you may give in that area. The keeper of the installation gives it."
            )
        )


class WrongSide(PeopleRefused):
    """Roles of the justice side are for justice organisations, and those that open care are not."""

    def __init__(self) -> None:
        super().__init__(_("This role does not go with that organisation: justice and care are kept apart."))


class HoldsRolesElsewhere(PeopleRefused):
    """Whoever reaches part of a person's roles ends those, and not the person's access altogether."""

    def __init__(self) -> None:
        super().__init__(
            _("This person holds roles that you do not manage. End the roles you manage; the rest stays.")
        )


class NotWaiting(PeopleRefused):
    """An invitation that was accepted, withdrawn or is too old."""

    def __init__(self) -> None:
        super().__init__(_("This invitation no longer waits: it was accepted, withdrawn, or is too old."))


class DaysTheWrongWayRound(PeopleRefused):
    """A role ends before it starts."""

    def __init__(self) -> None:
        super().__init__(_("The last day is before the first."))


def can_give(givers: Iterable[Role], role: Role) -> bool:
    """Return whether somebody who holds these roles over an area may give a role there."""
    return any(one.may_give(role) for one in givers)


def fits(role: Role, *, is_justice: bool) -> bool:
    """Return whether a role may be held in an organisation of that side."""
    if role.side == "justice":
        return is_justice
    return not (is_justice and role.may & CARE_SIDE)


def check_may_give(
    givers: Iterable[Role], *, role: str, giver: UUID, receiver: UUID | None, is_justice: bool
) -> None:
    """Raise unless the giver may give the role. `receiver` is None for somebody who is not known yet."""
    if receiver is not None and giver == receiver:
        raise OnesOwnRole
    wanted = roles().get(role)
    if wanted is None or not can_give(givers, wanted):
        raise RoleBeyondOnesOwn
    if not fits(wanted, is_justice=is_justice):
        raise WrongSide


def check_may_end(givers: Iterable[Role], *, role: str, giver: UUID, holder: UUID) -> None:
    """Raise unless the role is one that the giver could have given to its holder."""
    if giver == holder:
        raise OnesOwnRole
    held = roles().get(role)
    # A role that is no longer in the file may be ended by whoever manages people.
    if held is not None and not can_give(givers, held):
        raise RoleBeyondOnesOwn

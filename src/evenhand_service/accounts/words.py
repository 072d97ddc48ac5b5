"""Names of roles and permissions in the reader's language, and where somebody acts."""

from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from evenhand_service.accounts.models import Membership
from evenhand_service.accounts.roles import Permission, Role, every_role, permissions


def role_words(role: str) -> str:
    """Return the name of a role; the id itself for one that the file no longer has."""
    found = every_role().get(role)
    if found is None:
        return role
    return found.title_cy if get_language() == "cy" else found.title


def why_words(role: Role) -> str:
    """Return what a role is for."""
    return role.why_cy if get_language() == "cy" else role.why


def permission_words(permission: str | Permission) -> str:
    """Return what a permission lets somebody do, to follow 'may'."""
    one = permissions()[permission] if isinstance(permission, str) else permission
    return one.words_cy if get_language() == "cy" else one.words


def area_words(area: object) -> str:
    """Return the name of an area."""
    welsh = getattr(area, "name_cy", "")
    return welsh if get_language() == "cy" and welsh else area.name  # type: ignore[attr-defined]


def place_words(organisation: object, area: object) -> str:
    """Return organisation and area, once where both have one name."""
    first, second = organisation.name, area_words(area)  # type: ignore[attr-defined]
    return first if second in first else f"{first}, {second}"


def acting_words(memberships: Iterable[Membership]) -> str:
    """Return where somebody acts, for the head of each page: the first role, and how many more there are."""
    held = list(memberships)
    if not held:
        return _("No role yet")
    first = _("%(role)s, %(area)s") % {"role": role_words(held[0].role), "area": area_words(held[0].area)}
    if len(held) == 1:
        return first
    return _("%(first)s and %(number)s more") % {"first": first, "number": len(held) - 1}

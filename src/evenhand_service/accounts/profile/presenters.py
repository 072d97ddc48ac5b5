"""What each role may do, as a table of words; generated from roles.toml."""

from dataclasses import dataclass

from evenhand_service.accounts.roles import Role, every_role, permissions, roles
from evenhand_service.accounts.words import permission_words, role_words, why_words


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWords:
    """One role in words."""

    id: str
    title: str
    why: str
    may: tuple[str, ...]
    gives: tuple[str, ...]
    second_factor: bool


def told_roles() -> list[RoleWords]:
    """Return every role with what it may do, in the order of the file."""
    return [_told(one) for one in every_role().values()]


def _told(role: Role) -> RoleWords:
    return RoleWords(
        id=role.id,
        title=role_words(role.id),
        why=why_words(role),
        may=tuple(permission_words(one) for one in permissions() if one in role.may),
        gives=tuple(role_words(one.id) for one in roles().values() if role.may_give(one)),
        second_factor=role.second_factor,
    )


def role_table() -> list[tuple[str, list[str]]]:
    """Return for each permission, in words, the roles that have it; in the order of the file."""
    return [
        (permission_words(one), [role_words(each.id) for each in roles().values() if one.id in each.may])
        for one in permissions().values()
    ]

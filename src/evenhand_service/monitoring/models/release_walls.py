"""Who may see a release and what is kept of it, as SQL: one text for queries and for the database's own policies.

What is published anybody may see; what is approved those with `see-releases` in the area; drafts those with
`see-drafts`; exact counts those with `see-exact`, while a look that they gave a reason for is running. Of a release
that was withdrawn the row stays to be seen, and its content for those with `see-drafts` alone. Source: J2; A1.
"""

from evenhand_service.common.walls import Wall


def _within(row: str, permission: str) -> str:
    return f"{row}.area_id = ANY ((SELECT access.areas({{me}}, '{permission}'))::uuid[])"


def _protected(row: str) -> str:
    return (
        f"{row}.kind = 'protected' AND (({row}.is_published AND {row}.state <> 'draft') "
        f"OR ({row}.state <> 'draft' AND {_within(row, 'see-releases')}) OR {_within(row, 'see-drafts')})"
    )


def _exact(row: str) -> str:
    return f"{row}.kind = 'exact' AND {_within(row, 'see-exact')}"


def _content(row: str) -> str:
    """What is kept of a release: withheld once it is withdrawn, and of exact counts while nobody gave a reason."""
    stands = f"({row}.state <> 'withdrawn' OR {_within(row, 'see-drafts')})"
    looking = (
        f"EXISTS (SELECT 1 FROM monitoring_exactlook l WHERE l.release_id = {row}.id AND l.user_id = {{me}} "
        "AND l.ends_at > now())"
    )
    return f"{stands} AND (({_protected(row)}) OR ({_exact(row)} AND {looking}))"


RELEASE = Wall(
    also_see=f"({_protected('{row}')}) OR ({_exact('{row}')})",
    also_change=" OR ".join(_within("{row}", one) for one in ("run", "approve-release", "publish")),
)
PART = Wall(
    area="",
    # EXISTS, so that the database may look up one release where few rows are asked for, and all at once where many are.
    also_see=f"EXISTS (SELECT 1 FROM monitoring_release up WHERE up.id = {{row}}.release_id AND {_content('up')})",
    also_change=(
        f"EXISTS (SELECT 1 FROM monitoring_release up WHERE up.id = {{row}}.release_id AND {_within('up', 'run')})"
    ),
    audit="statement",
)
"""For what is kept of a release: derived from it as a whole, so that the log has an entry for a statement."""

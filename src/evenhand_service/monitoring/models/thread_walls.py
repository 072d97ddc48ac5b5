"""Who may see and change what hangs on a finding, as SQL: one text for queries and for the database's own policies.

A finding is seen over its releases by those who may see one of them; comments, explanations and next steps by the same.
Source: J2; C8.
"""

from evenhand_service.common.walls import Wall


def within(row: str, permission: str) -> str:
    """Return that a row's area is one where the person has a permission."""
    return f"{row}.area_id = ANY ((SELECT access.areas({{me}}, '{permission}'))::uuid[])"


# The tables within have walls of their own, which the database keeps inside these conditions too: a finding is there for
# those who may see it in some release (drafts, approved, published), and its thread with it. Said once, since every
# repetition is planned again for each query.
_FOUND = (
    "EXISTS (SELECT 1 FROM monitoring_keptfinding f WHERE f.same = {row}.same AND f.area_id = {row}.area_id)"
)
_HANGS = "EXISTS (SELECT 1 FROM monitoring_findingthread up WHERE up.id = {row}.thread_id)"
_OF_A_THREAD = f"{within('{row}', 'see-releases')} AND {_HANGS}"
_MINE = "{row}.%s = {me}"

THREAD = Wall(
    also_see=f"{within('{row}', 'see-releases')} AND {_FOUND}",
    also_change=within("{row}", "run"),
    audit="statement",
)
# What people of a community say is written by those whom they were asked by, whatever a page lets through.
_SPEAKS = f"(NOT {{row}}.for_community OR {within('{row}', 'community-note')})"
COMMENT = Wall(
    also_see=_OF_A_THREAD,
    also_change=(
        f"({_MINE % 'author_id'} AND {within('{row}', 'comment')} AND {_SPEAKS}) OR {within('{row}', 'hide-comment')}"
    ),
)
EXPLANATION = Wall(
    also_see=_OF_A_THREAD,
    also_change=f"({_MINE % 'made_by_id'} AND {within('{row}', 'comment')}) OR {within('{row}', 'make-action')}",
)
SEED = Wall(also_see=_OF_A_THREAD, also_change=within("{row}", "make-action"))

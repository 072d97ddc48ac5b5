"""Who may see and change what hangs on a finding, as SQL: one text for queries and for the database's own policies.

A finding is seen over its releases by those who may see one of them; comments, explanations and next steps by the same.
Source: J2; C8.
"""

from evenhand_service.common.walls import Wall


def within(row: str, permission: str) -> str:
    """Return that a row's area is one where the person has a permission."""
    return f"{row}.area_id = ANY ((SELECT access.areas({{me}}, '{permission}'))::uuid[])"


def _thread(row: str) -> str:
    """Drafts make a finding known to those who may see drafts; an approved release to everybody else."""
    approved = (
        "EXISTS (SELECT 1 FROM monitoring_keptfinding f JOIN monitoring_release r ON r.id = f.release_id "
        f"WHERE f.same = {row}.same AND f.area_id = {row}.area_id AND r.kind = 'protected' AND r.state = 'approved')"
    )
    return f"({within(row, 'see-drafts')}) OR ({within(row, 'see-releases')} AND {approved})"


_OF_A_THREAD = (
    "{row}.thread_id IN (SELECT up.id FROM monitoring_findingthread up WHERE " + _thread("up") + ")"
)
_MINE = "{row}.%s = {me}"

THREAD = Wall(also_see=_thread("{row}"), also_change=within("{row}", "run"), audit="statement")
COMMENT = Wall(
    also_see=_OF_A_THREAD,
    also_change=f"({_MINE % 'author_id'} AND {within('{row}', 'comment')}) OR {within('{row}', 'hide-comment')}",
)
EXPLANATION = Wall(
    also_see=_OF_A_THREAD,
    also_change=f"({_MINE % 'made_by_id'} AND {within('{row}', 'comment')}) OR {within('{row}', 'make-action')}",
)
SEED = Wall(also_see=_OF_A_THREAD, also_change=within("{row}", "make-action"))

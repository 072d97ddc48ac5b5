"""Who may see and change the plan, as SQL: one text for queries and for the database's own policies.

Everybody who may see a plan sees all of it; those who may edit it change it; whoever answers for an action, or belongs
to the organisation that does, says how it goes and that it is done; who confirms is told by role or by name.
Source: J2; F1, F3.
"""

from evenhand_service.common.walls import Wall


def within(row: str, permission: str) -> str:
    """Return that a row's area is one where the person has a permission."""
    return f"{row}.area_id = ANY ((SELECT access.areas({{me}}, '{permission}'))::uuid[])"


def answers_for(row: str, action: str) -> str:
    """Return that the person answers for an action (SQL for its id), themselves or with their organisation."""
    mine = f"l.user_id = {{me}} AND {within(row, 'see-plan')}"
    ours = (
        "l.organisation_id IN (SELECT h.organisation_id FROM access.held({me}, 'log-progress') h) "
        f"AND l.part <> 'confirmer' AND {within(row, 'log-progress')}"
    )
    return f"EXISTS (SELECT 1 FROM plan_lead l WHERE l.action_id = {action} AND (({mine}) OR ({ours})))"


_OWN = answers_for("{row}", "{row}.action_id")
_CONFIRMS = within("{row}", "confirm-action")

PLAN = Wall(see="see-plan", change="edit-plan")
"""For what plans are made of."""
ONCE = Wall(see="see-plan", change="edit-plan", append_only=True)
"""For what is taken once and never changed: editions, reviews of scope."""
ACTION = Wall(
    see="see-plan",
    change="edit-plan",
    also_change=f"{_CONFIRMS} OR {answers_for('{row}', '{row}.id')}",
)
# Whoever confirms an action lets those that waited for it go on, and the log of each says so.
_HELD_UP = (
    "{row}.kind = 'unblocked' AND EXISTS (SELECT 1 FROM plan_dependency d WHERE d.action_id = {row}.action_id "
    f"AND {answers_for('{row}', 'd.on_id')})"
)
PROGRESS = Wall(
    see="see-plan",
    change="edit-plan",
    also_change=f"{_CONFIRMS} OR {_OWN} OR ({_HELD_UP})",
    append_only=True,
)
OWN = Wall(see="see-plan", change="edit-plan", also_change=f"{_CONFIRMS} OR {_OWN}")
"""For what who answers for an action may write as well: evidence, milestones that were reached."""
COMMENT = Wall(
    see="see-plan",
    also_change=(
        f"({{row}}.author_id = {{me}} AND {within('{row}', 'see-plan')} AND {within('{row}', 'comment')}) "
        f"OR {within('{row}', 'hide-comment')}"
    ),
)
RECOMMENDATION = Wall(
    see="see-plan",
    change="edit-plan",
    also_change=(
        f"{within('{row}', 'reply-recommendation')} AND ({{row}}.addressee_organisation_id IN "
        "(SELECT h.organisation_id FROM access.held({me}, 'reply-recommendation') h))"
    ),
)
PUBLISHED = Wall(see="see-plan", change="publish", also_see="{row}.withdrawn_at IS NULL")
"""For what anybody may read: it holds the fields that were chosen, and no others."""

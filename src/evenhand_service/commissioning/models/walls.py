"""Who may see and change what is commissioned, as SQL: one text for queries and for the database's own policies.

Commissioners see and write all of their area. A provider sees its own contracts once they are let, with what hangs on
them, and nothing of another provider: no contract, no review, no spend. Treatment plans that were agreed are seen by
all who read the plan. What is approved in the library is read by everybody who works here. Source: J2; A5, A6, F8.
"""

from evenhand_service.common.walls import Wall


def within(row: str, permission: str) -> str:
    """Return that a row's area is one where the person has a permission."""
    return f"{row}.area_id = ANY ((SELECT access.areas({{me}}, '{permission}'))::uuid[])"


def of_ones_own(row: str) -> str:
    """Return that a row is of the person's own organisation, in an area where they see what is theirs."""
    mine = "(SELECT h.organisation_id FROM access.held({me}, 'see-own-contracts') h)"
    return f"{row}.organisation_id IN {mine} AND {within(row, 'see-own-contracts')}"


def _own_contract(row: str) -> str:
    return f"{row}.state IN ('running', 'ended') AND {of_ones_own(row)}"


_HOLDS_IT = (
    "EXISTS (SELECT 1 FROM commissioning_contract c WHERE c.id = {row}.contract_id AND "
    f"{_own_contract('c')})"
)
_MINE = "{row}.author_id = {me}"

TREATMENT = Wall(
    see="see-contracts",
    change="commission",
    also_see=f"{{row}}.state <> 'draft' AND {within('{row}', 'see-plan')}",
)
SPECIFICATION = Wall(
    see="see-contracts",
    change="commission",
    also_see=(
        "EXISTS (SELECT 1 FROM commissioning_contract c WHERE c.specification_id = {row}.id AND "
        f"{_own_contract('c')})"
    ),
)
CONTRACT = Wall(see="see-contracts", change="commission", also_see=_own_contract("{row}"))
OF_CONTRACT = Wall(through="contract_id")
SPEND = Wall(through="contract_id", append_only=True)
ENTRY = Wall(
    through="contract_id",
    also_change=f"{{row}}.kind = 'provider' AND {_MINE} AND {_HOLDS_IT}",
    append_only=True,
)
"""What a review wrote down; the provider adds its own words, and nobody changes any."""
BUDGET = Wall(see="see-contracts", change="commission")
SUPPORT = Wall(
    see="see-contracts",
    change="assist",
    also_see=f"{within('{row}', 'assist')} OR ({of_ones_own('{row}')})",
    also_change=within("{row}", "commission"),
)
SUPPORT_ENTRY = Wall(
    through="support_id",
    also_change=(
        f"{{row}}.kind = 'tried' AND {_MINE} AND EXISTS (SELECT 1 FROM commissioning_support s "
        f"WHERE s.id = {{row}}.support_id AND {of_ones_own('s')})"
    ),
    append_only=True,
)
PRACTICE = Wall(
    see="approve-practice",
    change="approve-practice",
    also_see=(
        f"({_MINE} AND {within('{row}', 'edit-library')}) OR "
        "({row}.state = 'approved' AND (SELECT access.anywhere({me}, 'see-plan')))"
    ),
    also_change=f"{_MINE} AND {within('{row}', 'edit-library')}",
)
INSPIRED = Wall(see="see-plan", change="edit-plan")
"""That an action was inspired by an entry: said by who writes the action's plan, read where the action is."""
PUBLISHED = Wall(see="approve-practice", change="approve-practice", also_see="{row}.withdrawn_at IS NULL")
"""For what anybody may read: it holds the fields that were chosen, and no others."""
BULLETIN = Wall(see="approve-practice", change="approve-practice", also_see="{row}.state = 'issued'")

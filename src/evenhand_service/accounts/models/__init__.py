"""People who log in, what each role may do, who holds which role where, who is invited, and tokens of programs."""

from evenhand_service.accounts.models.invitations import Invitation
from evenhand_service.accounts.models.people import Membership, People, RolePermission, User
from evenhand_service.accounts.models.tokens import ApiToken

__all__ = ["ApiToken", "Invitation", "Membership", "People", "RolePermission", "User"]

"""The steps of a release from a draft to what everybody may read, and out of use again."""

from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.monitoring.states import Machine, Transition

_S = ReleaseState
RELEASE_MACHINE = Machine(
    (
        Transition(
            verb="approve_release",
            before=(_S.DRAFT,),
            after=_S.APPROVED,
            by="approve-release",
            what="A named person answers for it; where it names groups, with a note of what people of those groups say, "
            "or that they were not yet asked. People of the area who may read releases see it.",
        ),
        Transition(
            verb="publish_release",
            before=(_S.APPROVED,),
            after=_S.APPROVED,
            by="publish",
            what="Everybody may read it. Later releases are held against it.",
        ),
        Transition(
            verb="withdraw_release",
            before=(_S.APPROVED,),
            after=_S.WITHDRAWN,
            by="approve-release",
            what="Its content is shown no more, and the reason stands in its place. It stays in the ledger: it was read.",
        ),
    )
)
"""Every step of a release. Exact counts take none of them: they stay drafts for those entitled to them."""

"""Which steps a purpose file may take: draft, complete, ended, and back to draft to be changed."""

from evenhand_service.organisations.enums import PurposeState

STEPS: dict[PurposeState, dict[str, PurposeState]] = {
    PurposeState.DRAFT: {"complete": PurposeState.COMPLETE, "end": PurposeState.ENDED},
    PurposeState.COMPLETE: {"reopen": PurposeState.DRAFT, "end": PurposeState.ENDED},
    PurposeState.ENDED: {},
}
"""Step by state: what somebody does, and the state it leads to."""

"""The steps of a meeting, from planning to agreed minutes."""

from evenhand_service.governance.enums import MeetingState
from evenhand_service.monitoring.states import Machine, Transition

_S = MeetingState
_BY = "run-meetings"
MEETING_MACHINE = Machine(
    (
        Transition(
            verb="send_agenda",
            before=(_S.PLANNED, _S.AGENDA_SENT),
            after=_S.AGENDA_SENT,
            by=_BY,
            what="Everybody with a seat and an account gets a letter with the way to the agenda; sent anew after a change.",
        ),
        Transition(
            verb="begin",
            before=(_S.PLANNED, _S.AGENDA_SENT),
            after=_S.IN_PROGRESS,
            by=_BY,
            what="The newest approved data report is put beside the action table; what is said can be written down.",
        ),
        Transition(
            verb="close",
            before=(_S.IN_PROGRESS,),
            after=_S.HELD,
            by=_BY,
            what="The minutes are a draft: members read it, and those who run the meeting mend it.",
        ),
        Transition(
            verb="reopen",
            before=(_S.HELD,),
            after=_S.IN_PROGRESS,
            by=_BY,
            what="Something was forgotten: decisions and progress can be added again.",
        ),
        Transition(
            verb="agree_minutes",
            before=(_S.HELD,),
            after=_S.AGREED,
            by=_BY,
            what="The minutes are frozen as they were agreed, under a fingerprint of what they say.",
        ),
        Transition(
            verb="call_off",
            before=(_S.PLANNED, _S.AGENDA_SENT),
            after=_S.CALLED_OFF,
            by=_BY,
            what="It does not take place, and says why; calendars strike it out.",
        ),
    )
)
"""Every step of a meeting. A second person at the same moment finds the state changed, and is told so."""

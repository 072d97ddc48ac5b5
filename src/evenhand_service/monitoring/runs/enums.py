"""States of a run and the steps between them, and what happens to a release: approved, published, withdrawn."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from evenhand_service.monitoring.states import Machine, Transition


class RunState(models.TextChoices):
    """A run that stopped says what would mend it; one that was made is never changed, but made anew beside it."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    MADE = "made", _("Made")
    STOPPED = "stopped", _("Stopped")


_S = RunState
RUN_MACHINE = Machine(
    (
        Transition(
            verb="start_run",
            before=(_S.WAITING, _S.RUNNING),
            after=_S.RUNNING,
            by="worker",
            what="Approved loads are gathered; a worker that was stopped begins again, with the same result.",
        ),
        Transition(
            verb="finish_run",
            before=(_S.RUNNING,),
            after=_S.MADE,
            by="worker",
            what="Releases, ledger entry and what went in are kept together, or none of them.",
        ),
        Transition(
            verb="stop_run",
            before=(_S.WAITING, _S.RUNNING),
            after=_S.STOPPED,
            by="worker",
            what="There is no release; the page says why and what would mend it.",
        ),
    )
)
"""Every step of a run."""

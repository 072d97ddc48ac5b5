"""States of a load and the steps between them; where it came from; classes of data."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from evenhand_service.monitoring.states import Machine, Transition


class LoadState(models.TextChoices):
    """Nothing of a load is used before it is approved, or after it is withdrawn."""

    RECEIVED = "received", _("Received")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Waits for approval")
    REFUSED = "refused", _("Cannot be used")
    APPROVED = "approved", _("Approved")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class LoadSource(models.TextChoices):
    """How a file came in."""

    BROWSER = "browser", _("Uploaded in the browser")
    FOLDER = "folder", _("From a watched folder")
    API = "api", _("Sent by a program")


class DataClass(models.TextChoices):
    """Which store the rows of a load go to; aggregate tables go to none."""

    AGGREGATE = "aggregate", _("Table of counts")
    CARE = "care", _("Care")
    JUSTICE = "justice", _("Justice")
    EQUALITY = "equality", _("Characteristics")


_S = LoadState
LOAD_MACHINE = Machine(
    (
        Transition(
            verb="start_checking",
            before=(_S.RECEIVED, _S.CHECKING),
            after=_S.CHECKING,
            by="worker",
            what="Reading begins; a worker that was stopped begins again.",
        ),
        Transition(
            verb="finish_checking",
            before=(_S.CHECKING,),
            after=_S.CHECKED,
            by="worker",
            what="Every row was read: so many can be used, so many cannot, and the counts add up.",
        ),
        Transition(
            verb="refuse_load",
            before=(_S.RECEIVED, _S.CHECKING),
            after=_S.REFUSED,
            by="worker",
            what="Not one row can be used, or reading was given up; the page says what would mend it.",
        ),
        Transition(
            verb="approve_load",
            before=(_S.CHECKED,),
            after=_S.APPROVED,
            by="approve-load",
            what="Runs use it from now on; rows about people are put into the stores.",
        ),
        Transition(
            verb="withdraw_load",
            before=(_S.RECEIVED, _S.CHECKED, _S.APPROVED),
            after=_S.WITHDRAWN,
            by="upload, approve-load",
            what="No run uses it any more; its rows leave the stores, and runs made with it are to be redone.",
        ),
    )
)
"""Every step of a load. A second approval at the same moment finds the state changed, and is told so."""

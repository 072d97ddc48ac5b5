"""What a write of commissioning may answer instead of being done: in words, with what would mend it."""

from django.utils.translation import gettext as _

from evenhand.foundations import EvenhandError


class Refused(EvenhandError):
    """What was asked is not allowed as things stand."""


class NotYours(Refused):
    """The step is somebody else's to take."""

    def __init__(self) -> None:
        super().__init__(_("Your roles do not allow this step here. Nothing was changed."))


class StepNotOpen(Refused):
    """The thing is in another state than the step begins from."""

    def __init__(self) -> None:
        super().__init__(_("This step was taken already, or is not open. Nothing was changed."))


class ChangedMeanwhile(Refused):
    """Somebody changed the same thing in the meantime: nothing was overwritten."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this meanwhile. Nothing was overwritten. What it says now stands beside each field."
            )
        )

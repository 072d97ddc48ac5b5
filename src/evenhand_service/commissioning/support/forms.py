"""Forms about support."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from evenhand_service.commissioning import fields
from evenhand_service.common.day_field import DayField
from evenhand_service.organisations.models import Organisation
from evenhand_service.organisations.places_field import NamedChoice


class IdentifyForm(forms.Form):
    """Whom it is about."""

    organisation = NamedChoice(
        label=_("A provider there, where it is about one"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("The area as a whole"),
    )

    def __init__(self, *args: Any, organisations: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]


class HappenedForm(forms.Form):
    """What happened: words, and by whom or until when where the step asks for it."""

    wording = fields.text(_("What happened, in words"))
    by_whom = forms.CharField(label=_("By whom"), max_length=200)
    look_again_date = DayField(label=_("Looked at again on"))
    lang = fields.language()

    def __init__(self, *args: Any, with_whom: bool, with_day: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_whom:
            del self.fields["by_whom"]
        if not with_day:
            del self.fields["look_again_date"]

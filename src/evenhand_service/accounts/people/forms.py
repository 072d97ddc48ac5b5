"""Forms about people. What may be chosen is what the person who fills them in may give."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from evenhand_service.accounts.models import User
from evenhand_service.accounts.people.queries import managed_areas, managed_organisations
from evenhand_service.accounts.queries import running_memberships
from evenhand_service.accounts.roles import roles
from evenhand_service.accounts.rules import can_give
from evenhand_service.accounts.words import role_words
from evenhand_service.common.day_field import DayField

_NEEDED = _("Choose one.")


def givable(by: User, *, today: date) -> list[tuple[str, str]]:
    """Return the roles that somebody may give somewhere, as choices."""
    held = [roles()[one.role] for one in running_memberships(by, today=today) if one.role in roles()]
    return [(one.id, role_words(one.id)) for one in roles().values() if can_give(held, one)]


class Find(forms.Form):
    """Words of a name or e-mail address; sent in the body, so that no name comes to stand in an address."""

    words = forms.CharField(label=_("Name or e-mail address"), max_length=200, required=False)


class Narrow(forms.Form):
    """Which people are listed; stands in the address, so that a view can be sent."""

    role = forms.ChoiceField(label=_("Role"), required=False)
    organisation = forms.ModelChoiceField(None, label=_("Organisation"), required=False)
    area = forms.ModelChoiceField(None, label=_("Area"), required=False)
    ended = forms.BooleanField(label=_("Roles that have ended"), required=False)

    def __init__(self, *args: Any, organisations: Any, areas: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [(one, role_words(one)) for one in roles()]
        self.fields["role"].choices = [("", _("Every role")), *every]  # type: ignore[attr-defined]
        for name, rows, none in (
            ("organisation", organisations, _("Every organisation")),
            ("area", areas, _("Every area")),
        ):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
            self.fields[name].empty_label = none  # type: ignore[attr-defined]


class GiveRole(forms.Form):
    """A role in an organisation and area, from a day on."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    organisation = forms.ModelChoiceField(
        None, label=_("Organisation"), empty_label="", error_messages={"required": _NEEDED}
    )
    area = forms.ModelChoiceField(
        None,
        label=_("Area"),
        help_text=_("The role counts here and in all areas within it."),
        empty_label="",
        error_messages={"required": _NEEDED},
    )
    starts = DayField(label=_("First day"))
    ends = DayField(
        label=_("Last day"), help_text=_("Leave it empty if no end is known yet."), required=False
    )

    def __init__(self, *args: Any, by: User, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"starts": today})
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = givable(by, today=today)  # type: ignore[attr-defined]
        self.fields["role"].error_messages["required"] = _NEEDED
        self.fields["organisation"].queryset = managed_organisations(by)  # type: ignore[attr-defined]
        self.fields["area"].queryset = managed_areas(by)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Say at the field what the rules would say of the whole. Raises: nothing; errors stand at the field."""
        told = super().clean() or {}
        if told.get("starts") and told.get("ends") and told["ends"] < told["starts"]:
            self.add_error("ends", _("The last day is before the first."))
        return told


class Invite(GiveRole):
    """Whom, and to which role."""

    name = forms.CharField(
        label=_("Name"), max_length=200, error_messages={"required": _("Enter their name.")}
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The link goes there and nowhere else."),
        error_messages={
            "required": _("Enter their e-mail address."),
            "invalid": _("Enter an e-mail address, such as name@example.org."),
        },
    )
    field_order = ("name", "email", "role", "organisation", "area", "starts", "ends")


class EndRole(forms.Form):
    """When a role ends."""

    last_day = DayField(label=_("Last day"), help_text=_("Leave it empty to end it now."), required=False)


class Accept(forms.Form):
    """What somebody who is new here tells us: their name, and a password."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        help_text=_("As colleagues know you. It stands beside what you approve and write."),
        error_messages={"required": _("Enter your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters. Three words that do not belong together are good."),
        error_messages={"required": _("Enter a password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        """Return the password. Raises: ValidationError for one that is short, common, or like name or address."""
        password = self.cleaned_data["password"]
        validate_password(password, User(email=self.email, name=self.cleaned_data.get("name", "")))
        return str(password)

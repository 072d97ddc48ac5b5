"""Forms about treatment plans and specifications."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from evenhand_service.commissioning import fields
from evenhand_service.common.templating.dates import day
from evenhand_service.monitoring.models import NeedsAgreement
from evenhand_service.plan.models import Plan


class _Agreed(forms.ModelChoiceField):
    """A needs assessment, by the day on which it was agreed."""

    def label_from_instance(self, obj: Any) -> str:
        """Return number and day."""
        return f"{obj.number} · {day(obj.agreed_at)}"


class _Plans(forms.ModelChoiceField):
    """An action plan, by its year and title."""

    def label_from_instance(self, obj: Any) -> str:
        """Return year and title."""
        return f"{obj.financial_year} · {obj.title}"


class TreatmentForm(forms.Form):
    """A treatment plan."""

    title = forms.CharField(label=_("Title"), max_length=300)
    needs = _Agreed(
        label=_("Agreed needs assessment that it rests on"),
        queryset=NeedsAgreement.objects.none(),
        required=False,
        empty_label=_("None yet"),
    )
    plan = _Plans(
        label=_("Action plan in which its actions are followed"),
        queryset=Plan.objects.none(),
        required=False,
        empty_label=_("None yet"),
    )
    introduction = fields.text(_("Introduction"), required=False)
    lang = fields.language()
    version = fields.version()

    def __init__(self, *args: Any, needs: QuerySet[Any], plans: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].queryset = needs  # type: ignore[attr-defined]
        self.fields["plan"].queryset = plans  # type: ignore[attr-defined]


class NewTreatmentForm(TreatmentForm):
    """A new treatment plan, with its year."""

    financial_year = forms.CharField(label=_("Financial year"), max_length=7, help_text=_("Such as 2026/27."))
    field_order = ("financial_year", "title")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["version"]


class PriorityForm(fields.About):
    """What comes first."""

    wording = fields.text(_("What comes first"))
    section = forms.ChoiceField(label=_("Part of the needs assessment"), required=False)
    stage = fields.stage()
    characteristic = fields.characteristic()
    group = fields.group()
    findings = forms.MultipleChoiceField(
        label=_("Findings that it answers"), required=False, widget=forms.CheckboxSelectMultiple
    )
    lang = fields.language()

    def __init__(
        self,
        *args: Any,
        findings: list[tuple[str, str]],
        sections: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["findings"].choices = findings  # type: ignore[attr-defined]
        self.fields["section"].choices = [("", _("None in particular")), *sections]  # type: ignore[attr-defined]


class SpecificationForm(fields.About):
    """What a service is to do."""

    title = forms.CharField(label=_("Title"), max_length=300)
    priority = forms.ChoiceField(label=_("Priority that it answers"), required=False)
    wording = fields.text(_("What the service does"), rows=8)
    equality_wording = fields.text(
        _("What it asks for equality"), required=False, help_text=_("It cannot be agreed without.")
    )
    offers = forms.MultipleChoiceField(
        label=_("What it offers"), required=False, widget=forms.CheckboxSelectMultiple
    )
    stages = fields.stages(_("Those that it answers for."))
    lang = fields.language()

    def __init__(self, *args: Any, priorities: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priority"].choices = [("", _("None in particular")), *priorities]  # type: ignore[attr-defined]

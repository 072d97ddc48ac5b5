"""Choices of areas and organisations by their names in the reader's language."""

from typing import Any

from django import forms

from evenhand_service.organisations.words import name_of


class NamedChoice(forms.ModelChoiceField):
    """One area or organisation, by its name."""

    def label_from_instance(self, obj: Any) -> str:
        """Return its name, and of an area its code."""
        code = getattr(obj, "code", "")
        return f"{name_of(obj)} ({code})" if code else name_of(obj)


class NamedChoices(forms.ModelMultipleChoiceField):
    """Several organisations, by their names."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        """Return its name."""
        return name_of(obj)

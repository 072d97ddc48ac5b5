"""Words of loads and runs that several pages share: kinds of record, names of areas, steps of work."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

KINDS = {
    "test": _("Drug tests"),
    "contact": _("Contacts with drug workers"),
    "treatment": _("Treatments"),
    "order": _("Court orders"),
    "custody": _("Time in custody"),
    "case": _("Reviewed cases"),
    "search": _("Stop and search"),
    "participant": _("People in a trial"),
    "allocation": _("Allocations in a trial"),
    "visit": _("Visits in a trial"),
    "count": _("Table of counts"),
    "population": _("Residents"),
    "estimate": _("Estimates of need"),
    "evidence": _("Other evidence"),
    "area": _("Areas"),
}
"""What each record type of the library is called on pages."""

PERIODS = {
    "whole": _("All of it together"),
    "year": _("By year"),
    "financial-year": _("By financial year, April to March"),
    "quarter": _("By quarter"),
    "month": _("By month"),
}
AREAS_OF = {
    "residence": _("Where people live"),
    "happened": _("Where it happened"),
    "provided": _("Where the service is"),
}
LEVELS = {
    "": _("As the files say"),
    "local-authority": _("Local authorities"),
    "community-safety-partnership": _("Community safety partnerships"),
    "partnership": _("Partnerships"),
    "police-force": _("Police force areas"),
    "region": _("Regions"),
    "nation": _("Nations"),
    "all": _("All areas together"),
}


def kind_words(kind: str) -> str:
    """Return what a record type is called; one that is not listed stands for itself."""
    return str(KINDS.get(kind, kind))


def area_name(area: Any) -> str:
    """Return an area's name in the reader's language."""
    return area.name_cy if get_language() == "cy" and area.name_cy else area.name

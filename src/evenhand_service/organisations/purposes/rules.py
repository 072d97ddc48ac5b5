"""What makes a purpose file complete, and what may be taken under it. Source: 001 3.8; J2.

The rules look whether each part is there. Whether it is right, the controllers judge: nothing here says so.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evenhand.foundations import EvenhandError
from evenhand_service.common.templating.dates import day
from evenhand_service.organisations.enums import DataClass
from evenhand_service.organisations.kinds import listed

SPECIAL = frozenset({DataClass.CARE, DataClass.EQUALITY})
"""Health and characteristics: special categories, which need a condition of article 9."""


class NoPurpose(EvenhandError):
    """Rows about people were offered, and no complete and running purpose covers them."""


class PurposeNotComplete(EvenhandError):
    """A purpose file lacks parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A part that is not there: its field and what to fill in."""

    field: str
    what: str


def missing_parts(purpose: Any, *, controllers: int) -> tuple[Missing, ...]:
    """Return every part that a purpose file lacks, in the order of its page."""
    classes = set(purpose.data_classes)
    needs = {
        "description": (not purpose.description, _("what the data are taken for, and under which law")),
        "data_classes": (
            not classes - {DataClass.AGGREGATE},
            _("which classes of data about people it covers"),
        ),
        "controllers": (controllers < 1, _("which organisations answer for the data (controllers)")),
        "article_6": (not purpose.article_6, _("a ground under UK GDPR article 6")),
        "article_9": (
            bool(classes & SPECIAL) and not purpose.article_9,
            _(
                "a condition under UK GDPR article 9, since care data and characteristics are special categories"
            ),
        ),
        "article_10": (
            DataClass.JUSTICE in classes and not purpose.article_10,
            _("a ground under UK GDPR article 10, since justice data are about offences"),
        ),
        "dpa_conditions": (
            bool(_conditions_missing(purpose)),
            _("the condition of schedule 1 of the Data Protection Act 2018 that the ground asks for"),
        ),
        "confidentiality": (
            not purpose.confidentiality,
            _("on what footing confidential information is used"),
        ),
        "policy_document": (
            not purpose.policy_document,
            _("the reference of the appropriate policy document"),
        ),
        "dpia_reference": (
            not purpose.dpia_reference,
            _("the reference of the data protection impact assessment"),
        ),
        "dpia_date": (
            purpose.dpia_date is None,
            _("the day of the data protection impact assessment"),
        ),
        "objections_how": (not purpose.objections_how, _("how objections are honoured")),
    }
    return tuple(Missing(field=field, what=what) for field, (lacks, what) in needs.items() if lacks)


def _conditions_missing(purpose: Any) -> list[str]:
    """The grounds that ask for a condition of schedule 1 which is not named."""
    named = purpose.dpa_conditions
    asked = [
        listed(article)[code].needs
        for article in ("article_9", "article_10")
        for code in getattr(purpose, article)
        if code in listed(article)
    ]
    return [
        need
        for need in asked
        if need and not any(need == "any" or condition.startswith(need) for condition in named)
    ]


def check_complete(purpose: Any, *, controllers: int) -> None:
    """Raise PurposeNotComplete, naming what is missing."""
    missing = missing_parts(purpose, controllers=controllers)
    if missing:
        raise PurposeNotComplete(
            _("This purpose file is not complete. Missing: %(parts)s.")
            % {"parts": "; ".join(one.what for one in missing)},
            mend=_("Fill in what is missing. What was filled in is kept, and nothing is taken until then."),
        )


def check_kind(kind: str) -> None:
    """Raise NoPurpose for what nothing may be taken for: immigration, an individual's case, anything not listed."""
    if kind not in listed("purpose_kinds"):
        raise NoPurpose(
            _("Data are not taken for that: there is no such kind of purpose."),
            mend=_("Choose one of: %(kinds)s.")
            % {"kinds": ", ".join(str(one) for one in listed("purpose_kinds").values())},
        )


def covers(purpose: Any, data_classes: Iterable[str], *, area: Any, today: date) -> bool:
    """Return whether rows of these classes in an area may be taken under a purpose today."""
    wanted = about_people(data_classes)
    return purpose.area_id == area.pk and purpose.runs_on(today) and wanted <= set(purpose.data_classes)


def about_people(data_classes: Iterable[str]) -> frozenset[str]:
    """Return the classes that need a purpose: all but tables of counts."""
    return frozenset(map(str, data_classes)) - {str(DataClass.AGGREGATE)}


def check_may_take(
    *,
    purposes: Sequence[Any],
    area: Any,
    data_classes: Collection[str],
    today: date,
    controllers: dict[Any, int] | None = None,
) -> Any:
    """Return the purpose under which rows of these classes may be taken in an area; None where they need none.

    `purposes` are the files of the area that somebody may see, `controllers` how many each names.
    Raises: NoPurpose, saying for each file what is missing.
    """
    wanted = about_people(data_classes)
    if not wanted:
        return None
    for one in purposes:
        if covers(one, wanted, area=area, today=today):
            return one
    told = [_why_not(one, wanted, today, (controllers or {}).get(one.pk, 0)) for one in purposes]
    labels = ", ".join(sorted(str(DataClass(one).label) for one in wanted))
    raise NoPurpose(
        _("Rows about people were not taken: no complete and running purpose in %(area)s covers %(classes)s.")
        % {"area": area, "classes": labels},
        mend=" ".join(told)
        or _(
            "Write a purpose file and complete it; or give tables of counts, which need none. Nothing was kept of the rows."
        ),
    )


def _why_not(purpose: Any, wanted: frozenset[str], today: date, controllers: int) -> str:
    reasons = []
    lacks = wanted - set(purpose.data_classes)
    if lacks:
        labels = ", ".join(sorted(str(DataClass(one).label) for one in lacks))
        reasons.append(_("does not cover %(classes)s") % {"classes": labels})
    if purpose.state == "draft":
        number = len(missing_parts(purpose, controllers=controllers))
        reasons.append(
            ngettext(
                "is a draft that lacks %(number)s part", "is a draft that lacks %(number)s parts", number
            )
            % {"number": number}
            if number
            else _("is a draft that nobody has completed")
        )
    elif purpose.state == "ended":
        reasons.append(_("has ended"))
    elif today > purpose.expires:
        reasons.append(_("expired on %(day)s") % {"day": day(purpose.expires)})
    elif today < purpose.starts:
        reasons.append(_("starts on %(day)s") % {"day": day(purpose.starts)})
    return f"“{purpose.title}”: {'; '.join(reasons)}."

"""Words and numbers of a finding in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from evenhand.foundations import Period
from evenhand_service.monitoring.findings.rules import Since, Standing
from evenhand_service.monitoring.models import KeptFinding, Release

_HUNDRED = 100


def language() -> str:
    """Return the language in which releases are read: Welsh for those who read it, else English."""
    return "cy" if get_language() == "cy" else "en"


def words_of(finding: KeptFinding) -> Mapping[str, Any]:
    """Return a finding's words in the reader's language, in English where the release has no other."""
    return finding.words.get(language()) or finding.words["en"]


def people(finding: KeptFinding) -> str:
    """Return how many people the gap is, with its range; the direction stands in the statement."""
    least, most = sorted((abs(finding.people_least), abs(finding.people_most)))
    if least == most:
        return ngettext("%(most)s person", "%(most)s people", most) % {"most": f"{most:,}"}
    return _("%(least)s to %(most)s people") % {"least": f"{least:,}", "most": f"{most:,}"}


def period(text: str) -> str:
    """Return a period as its first and last month."""
    one = Period.parse(text)
    return _("%(first)s to %(last)s") % {
        "first": date_format(one.first, "F Y"),
        "last": date_format(one.last, "F Y"),
    }


def release_words(release: Release) -> str:
    """Return what a release is called in a list of choices: its period, and that it is a draft."""
    told = period(release.period)
    return _("%(period)s (draft)") % {"period": told} if release.state == "draft" else told


def since_words(since: Since) -> tuple[str, str]:
    """Return how a finding stands beside the release before, and the colour that repeats it."""
    return {
        Since.NEW: (_("New"), "purple"),
        Since.STILL: (_("Still there"), "blue"),
        Since.GONE: (_("No longer there"), "grey"),
        Since.FIRST: (_("First release"), "grey"),
    }[since]


def standing_words(standing: Standing) -> str:
    """Return whether the group fares worse or better; neither where nobody declared which way is good."""
    return {
        Standing.WORSE: _("Fares worse"),
        Standing.BETTER: _("Fares better"),
        Standing.OTHER: _("Differs"),
    }[standing]


def figure_words(value: float | None, lower: float | None, upper: float | None, units: str) -> str:
    """Return `29 of every 100 (21 to 37)`, or the like in other units; '' where there is no figure."""
    if value is None:
        return ""
    scale = _HUNDRED if units.startswith("share") else 1
    decimals = 0 if abs(value * scale) >= 2 or units.startswith("share") else 2
    told = [f"{(one or 0) * scale:,.{decimals}f}" for one in (value, lower, upper)]
    names = {"best": told[0], "low": told[1], "high": told[2]}
    if units.startswith("share"):
        return _("%(best)s of every 100 (%(low)s to %(high)s)") % names
    if units.startswith("per_1000"):
        return _("%(best)s per 1,000 (%(low)s to %(high)s)") % names
    return _("%(best)s (%(low)s to %(high)s)") % names

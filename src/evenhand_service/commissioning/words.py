"""Steps, characteristics, money and quarters as the reader reads them."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from evenhand.vocabulary import load_vocabulary
from evenhand.vocabulary.steps import programme_title_of, step_label
from evenhand.vocabulary.translate import load_phrases
from evenhand_service.commissioning.rules import financial_quarter, protected
from evenhand_service.commissioning.settled import limits, told
from evenhand_service.monitoring.findings.presenters.words import language


def _said(text: str) -> str:
    return load_phrases(language()).get(text, text)


def stages_of_programme(programme: str) -> frozenset[str]:
    """Return the steps of a programme; none for one that is not known."""
    known = load_vocabulary().programmes.get(programme)
    return frozenset(one.id for one in known.stages) if known else frozenset()


def stage_words(stage: str) -> str:
    """Return what a step is called; '' for none."""
    return step_label(stage, language())


def stages_words(stages: Iterable[str]) -> str:
    """Return several steps in the order in which people pass them."""
    order = list(told("stage_services")["stage"])
    known = sorted(stages, key=lambda one: order.index(one) if one in order else len(order))
    return ", ".join(dict.fromkeys(stage_words(one) for one in known))


def stage_choices() -> list[tuple[str, str]]:
    """Return the steps that somebody can choose: those that the data name. Steps called alike say of which programme."""
    named_steps = [(one, stage_words(one)) for one in told("stage_services")["stage"]]
    often = Counter(text for _code, text in named_steps)

    def full(step: str, text: str) -> str:
        return f"{text} ({programme_title_of(step, language())})" if often[text] > 1 else text

    return [(step, full(step, text)) for step, text in named_steps]


def characteristic_words(code: str) -> str:
    """Return what a characteristic is called; '' for none."""
    text = str(load_vocabulary().characteristics.get(code, code))
    own = limits()["characteristics_cy"].get(code) if get_language() == "cy" else None
    text = load_phrases("cy").get(text, own or text) if own else _said(text)
    return text[:1].upper() + text[1:]


@cache
def _chosen() -> tuple[str, ...]:
    return tuple(told("limits")["characteristics"])


def characteristic_choices() -> list[tuple[str, str]]:
    """Return the characteristics that somebody can choose."""
    return [(one, characteristic_words(one)) for one in _chosen()]


def money(amount: Decimal | None) -> str:
    """Return `£12,500.00`; '' for none. Thousands and pence are written alike in both languages."""
    return "" if amount is None else f"£{amount:,.2f}"


def quarter_words(start: date) -> str:
    """Return `Quarter 2 of 2025/26`."""
    year, number = financial_quarter(start)
    return _("Quarter %(number)s of %(year)s") % {"number": number, "year": year}


def people_words(least: int, most: int) -> str:
    """Return how many people a protected count allows."""
    if least == most:
        return f"{least:,}"
    return _("%(least)s to %(most)s") % {"least": f"{least:,}", "most": f"{most:,}"}


def asked_words(count: int | None) -> str:
    """Return how many people were asked, protected as every count of people is."""
    if count is None:
        return _("Not said")
    hidden = limits()["people_asked"]["hidden_under"]
    rounded = limits()["people_asked"]["rounded_to"]
    about = protected(count, hidden_under=hidden, rounded_to=rounded)
    if about is None:
        return _("fewer than %(number)s") % {"number": hidden}
    return _("about %(number)s") % {"number": about} if count else "0"


def named(thing: Any) -> str:
    """Return what a service of the directory calls itself, in the reader's language where it has one."""
    words = {one.language: one.name for one in thing.words.all()}
    own = words.get(get_language() or "en") or words.get("en") or next(iter(words.values()), "")
    return own or thing.organisation.name

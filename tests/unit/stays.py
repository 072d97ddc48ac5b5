"""Made-up people who start treatment and stay a while, counted and protected: for tests of curves."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np

from evenhand.cube.count import Counted, count
from evenhand.disclosure import load_policy, protect
from evenhand.flow.curves import Staying, staying_of
from evenhand.foundations import CountTable
from tests.unit.cube.people import PROGRAMME, VOCABULARY, inputs
from tests.unit.pathway.people import contact, drug_test, treatment

AS_AT = date(2026, 3, 31)
STARTED = date(2024, 1, 10)
AREA = "E06000047"


@dataclass(frozen=True)
class Followed:
    """Everything of one made-up partnership."""

    counted: Counted
    protected: CountTable
    staying: Staying


@cache
def followed(men: int = 300, women: int = 130, others: int = 12, seed: int = 1) -> Followed:
    """Return people who were all followed long enough; women leave sooner, three people of each sex die."""
    draws = np.random.default_rng(seed)
    sexes = ["MALE"] * men + ["FEMALE"] * women + [None] * others
    tests, contacts, treatments = [], [], []
    for number, sex in enumerate(sexes):
        person = f"p{number}"
        days = int(draws.exponential(160 if sex == "MALE" else 90))
        why = "completed" if days > 40 and draws.random() < 0.5 else "dropped_out"
        if number in (0, 1, 2, men, men + 1, men + 2):
            days, why = 30, "died"
        if number in (5, 6, men + 5):
            days, why = 45, "prison"
        tests.append(drug_test(person, "2024-01-05", sex=sex, area=AREA, ethnicity="WHITE_BRITISH"))
        contacts.append(contact(person, "2024-01-06"))
        ended = STARTED + timedelta(days=days)
        treatments.append(treatment(person, "2024-01-07", STARTED.isoformat(), ended.isoformat(), why))
    counted = count(
        inputs(test=tests, contact=contacts, treatment=treatments),
        programme=PROGRAMME,
        vocabulary=VOCABULARY,
        as_at=AS_AT,
    )
    protected = protect(
        counted.counts,
        policy=load_policy("open-5"),
        programme=PROGRAMME,
        areas=VOCABULARY.areas,
        code_lists=VOCABULARY.code_lists,
    )
    staying = staying_of(counted.journeys, protected, PROGRAMME, VOCABULARY, as_at=AS_AT)
    return Followed(counted=counted, protected=protected, staying=staying)

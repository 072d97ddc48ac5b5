"""Making up a partnership: people, tests, contacts and treatment from a seed, then counts and the truth."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evenhand.foundations import EvenhandError, Period
from evenhand.synthetic.chances import stage_probabilities, state_truth
from evenhand.synthetic.contacts import Contacts, draw_contacts
from evenhand.synthetic.draw import Draws, Whole
from evenhand.synthetic.further import add_further
from evenhand.synthetic.people import (
    People,
    Tests,
    age_bands,
    day_number,
    draw_people,
    draw_tests,
    index_tests,
)
from evenhand.synthetic.settings import CODE_LISTS, PROGRAMME, Setting, load_setting
from evenhand.synthetic.tally import tally
from evenhand.synthetic.treatments import NO_DAY, Treatments, draw_treatments
from evenhand.synthetic.types import AREA_SCHEMA, CONTACT_SCHEMA, TEST_SCHEMA, TREATMENT_SCHEMA, Partnership
from evenhand.vocabulary import Vocabulary, load_vocabulary

_DIED = "died"
_FEWEST_DIGITS = 7


def make_partnership(
    *,
    people: int,
    seed: int,
    disparity: bool = True,
    setting: str = "partnership",
    area_code: str | None = None,
    area_name: str | None = None,
    prefix: str = "P",
    further: bool = False,
) -> Partnership:
    """Return a made-up partnership of `people` people tested on arrest; the same arguments, the same rows.

    `disparity` False makes up the same people with no difference in chances between any two groups. The area
    is the setting's own where none is named; `prefix` begins each person_id. With `further` more is
    recorded of them, and there are people in custody and under orders. Nothing in it is a real person
    or place. Raises EvenhandError for fewer than one person or a negative seed, UnknownName for a setting
    that does not exist.
    """
    if people < 1 or seed < 0:
        raise EvenhandError("A partnership needs at least one person and a seed of 0 or more.")
    chosen, vocabulary = load_setting(setting), load_vocabulary()
    area = {**chosen.area, "code": area_code or chosen.area["code"], "name": area_name or chosen.area["name"]}
    records = _records(chosen, vocabulary, people, disparity, Draws(seed))
    tests, contacts, treatments = _tables(*records, area["code"], prefix, people)
    made = {"seed": seed, "people": people, "setting": chosen.id, "setting_version": chosen.version}
    truth = {**made, "disparity": disparity, "area": area["code"]}
    made_up = Partnership(
        tests=tests,
        contacts=contacts,
        treatments=treatments,
        counts=tally(
            records={"test": tests, "contact": contacts, "treatment": treatments},
            programme=vocabulary.programme(PROGRAMME),
            code_lists={name: vocabulary.code_list(key) for name, key in CODE_LISTS.items()},
            area=area["code"],
            period=Period.whole_months(chosen.window["first_test"], chosen.window["last_test"]),
        ),
        areas=_area_table(area),
        truth=truth | state_truth(chosen, vocabulary, disparity=disparity),
    )
    return add_further(made_up) if further else made_up


def _records(
    setting: Setting, vocabulary: Vocabulary, people: int, disparity: bool, draws: Draws
) -> tuple[Tests, Contacts, Treatments]:
    who = draw_people(setting, people, draws)
    tests = draw_tests(setting, who, draws)
    index, positive = index_tests(setting, tests)
    person = np.flatnonzero(positive)
    first = tests.at(index[positive])
    described = describe(vocabulary, who, person, first.age)
    programme = vocabulary.programme(PROGRAMME)
    chances = stage_probabilities(setting, programme, described, disparity=disparity)
    contacts, needing = draw_contacts(
        setting.stages["assessed"], person, first.day, chances["assessed"], draws
    )
    in_need = np.searchsorted(person, needing.person)
    treatments = draw_treatments(
        setting.stages,
        needing,
        {stage: chance[in_need] for stage, chance in chances.items()},
        day_number(setting.window["recorded_until"]),
        draws,
    )
    return _while_alive(tests, contacts, treatments, people), contacts, treatments


def describe(vocabulary: Vocabulary, who: People, person: Whole, age: Whole) -> dict[str, Any]:
    """Return the code of each of these people for each characteristic, as it truly is and not as recorded."""
    bands = age_bands(vocabulary.code_list(CODE_LISTS["age_band"]), age)
    return {"ethnicity": who.ethnicity[person], "sex": who.sex[person], "age_band": bands}


def _while_alive(tests: Tests, contacts: Contacts, treatments: Treatments, people: int) -> Tests:
    """Return the tests that do not come after the person's death."""
    death = np.full(people, np.iinfo(np.int64).max)
    died = contacts.outcome == _DIED
    death[contacts.person[died]] = contacts.day[died]
    died = treatments.reason == _DIED
    death[treatments.person[died]] = treatments.ended[died]
    return tests.at(np.flatnonzero(tests.day <= death[tests.person]))


def _tables(
    tests: Tests, contacts: Contacts, treatments: Treatments, area: str, prefix: str, people: int
) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Return the three record tables, by date and then by person."""
    digits = max(_FEWEST_DIGITS, len(str(people)))
    tests = tests.at(np.lexsort((tests.person, tests.day)))
    contacts = contacts.at(np.lexsort((contacts.person, contacts.day)))
    treatments = treatments.at(np.lexsort((treatments.person, treatments.referred)))
    test_columns = {
        "person_id": _names(tests.person, prefix, digits),
        "test_date": _dates(tests.day),
        "area": pa.repeat(area, len(tests.day)),
        "suite": tests.suite,
        "result": tests.result,
        "age": tests.age,
        "ethnicity": tests.ethnicity,
        "sex": tests.sex,
    }
    contact_columns = {
        "person_id": _names(contacts.person, prefix, digits),
        "contact_date": _dates(contacts.day),
        "outcome": contacts.outcome,
    }
    treatment_columns = {
        "person_id": _names(treatments.person, prefix, digits),
        "referral_date": _dates(treatments.referred),
        "start_date": _dates(treatments.started),
        "end_date": _dates(treatments.ended),
        "end_reason": treatments.reason,
    }
    return (
        _table(test_columns, TEST_SCHEMA),
        _table(contact_columns, CONTACT_SCHEMA),
        _table(treatment_columns, TREATMENT_SCHEMA),
    )


def _table(columns: Mapping[str, Any], schema: pa.Schema) -> pa.Table:
    return pa.table([pa.array(columns[one.name], type=one.type) for one in schema], schema=schema)


def _names(person: Whole, prefix: str, digits: int) -> pa.Array:
    numbers = pc.cast(pa.array(person + 1), pa.string())
    return pc.binary_join_element_wise(prefix, pc.utf8_lpad(numbers, digits, "0"), "")


def _dates(day: Whole) -> pa.Array:
    missing = day == NO_DAY
    return pa.array(np.where(missing, 0, day).astype(np.int32), mask=missing).cast(pa.date32())


def _area_table(area: Mapping[str, Any]) -> pa.Table:
    row = {name: area.get(name) for name in AREA_SCHEMA.names}
    return pa.Table.from_pylist([row], schema=AREA_SCHEMA)

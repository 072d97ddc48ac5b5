"""The made-up people and their tests on arrest: who they are, when and where tested, and what it showed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from evenhand.synthetic.draw import Draws, Share, Whole, pick, place, spread
from evenhand.synthetic.settings import Setting
from evenhand.vocabulary import CodeList

Text = NDArray[np.object_]

_DAYS_IN_400_YEARS = 146_097


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who the people are, one place per person: codes, and days lived on the first day of the window."""

    ethnicity: Text
    sex: Text
    days_lived: Whole
    tests: Whole

    def __len__(self) -> int:
        return len(self.tests)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tests:
    """All tests by person and then by day: codes as recorded, age in years; `day` counts from 1970-01-01."""

    person: Whole
    day: Whole
    age: Whole
    suite: Text
    result: Text
    ethnicity: Text
    sex: Text

    def at(self, rows: Whole) -> "Tests":
        """Return the tests in `rows`."""
        return Tests(**{name: getattr(self, name)[rows] for name in Tests.__slots__})


def draw_people(setting: Setting, people: int, draws: Draws) -> People:
    """Return `people` people; ethnic group, sex, age and number of tests are independent of one another."""
    span = draws.choose([one.share for one in setting.ages], people)
    low = np.asarray([one.low for one in setting.ages])[span]
    high = np.asarray([one.high for one in setting.ages])[span]
    first, end = (_days_of_years(age) for age in (low, high + 1))
    return People(
        ethnicity=pick(setting.ethnicity, draws, people),
        sex=pick(setting.sex, draws, people),
        days_lived=first + spread(draws.shares(people), 0, end - first - 1),
        tests=draws.choose(setting.times, people) + 1,
    )


def draw_tests(setting: Setting, people: People, draws: Draws) -> Tests:
    """Return the tests of these people, at least one each, some days apart, by person and then by day."""
    person = np.repeat(np.arange(len(people)), people.tests)
    day = _test_days(setting, people, person, draws)
    suite = draws.choose([one.share for one in setting.suites], len(person))
    opening = day_number(setting.window["first_test"])
    return Tests(
        person=person,
        day=day,
        age=(people.days_lived[person] + day - opening) * 400 // _DAYS_IN_400_YEARS,
        suite=np.asarray([one.name for one in setting.suites], dtype=np.object_)[suite],
        result=_results(setting, suite, draws),
        ethnicity=_or_missing(
            people.ethnicity[person], suite, [one.no_ethnicity for one in setting.suites], draws
        ),
        sex=_or_missing(people.sex[person], suite, [one.no_sex for one in setting.suites], draws),
    )


def index_tests(setting: Setting, tests: Tests) -> tuple[Whole, NDArray[np.bool_]]:
    """Return each person's row for a journey: the first positive test or else the first; and if it is one."""
    rows = np.arange(len(tests.person))
    first = np.flatnonzero(np.diff(tests.person, prepend=-1))
    positive = np.isin(tests.result.astype(np.str_), list(setting.substance))
    earliest = np.minimum.reduceat(np.where(positive, rows, len(rows)), first)
    found = earliest < len(rows)
    return np.where(found, earliest, first), found


def age_bands(listed: CodeList, age: Whole) -> Text:
    """Return the band of the list in which each age falls, null where in none."""
    bands = np.full(len(age), None, dtype=np.object_)
    for value in listed.values:
        bands[(age >= (value.low or 0)) & (age <= (value.high or 200))] = value.code
    return bands


def _test_days(setting: Setting, people: People, person: Whole, draws: Draws) -> Whole:
    opening = day_number(setting.window["first_test"])
    days = day_number(setting.window["last_test"]) - opening + 1
    times = people.tests[person]
    day = spread(draws.shares(len(person)), 0, days - 1 - setting.days_apart * (times - 1))
    day = day[np.lexsort((day, person))]
    before = np.arange(len(person)) - np.repeat(np.cumsum(people.tests) - people.tests, people.tests)
    return opening + day + setting.days_apart * before


def _results(setting: Setting, suite: Whole, draws: Draws) -> Text:
    rows = [
        [*(one.positive * share for share in setting.substance.values()), one.result_not_known, 0.0]
        for one in setting.suites
    ]
    codes = np.asarray([*setting.substance, "not_known", "negative"], dtype=np.object_)
    return codes[place(draws.shares(len(suite)), np.asarray(rows), suite)]


def _or_missing(values: Text, suite: Whole, missing: Sequence[Mapping[str, float]], draws: Draws) -> Text:
    reasons = list(missing[0])
    rows: Share = np.asarray([[*(one[reason] for reason in reasons), 0.0] for one in missing])
    why = place(draws.shares(len(values)), rows, suite)
    codes = np.asarray([*reasons, None], dtype=np.object_)
    return np.where(why < len(reasons), codes[why], values)


def _days_of_years(years: Whole) -> Whole:
    """Return the fewest days after which somebody is `years` old."""
    return -(-years * _DAYS_IN_400_YEARS // 400)


def day_number(when: date) -> int:
    """Return how many days after 1970-01-01 a day is."""
    return (when - date(1970, 1, 1)).days

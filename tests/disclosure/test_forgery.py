"""Nobody can pass exact counts off as protected ones, and a release takes no mixture of the two."""

import copy
import dataclasses
import pickle
from collections.abc import Callable

import pytest

from evenhand.disclosure import load_policy
from evenhand.foundations import CountTable, NotProtected
from evenhand.publish import Release
from tests.unit.disclosure.tables import exact, one_step, protected
from tests.unit.publish.releases import partnership

CELLS = one_step(3, {"reached": 3})
PROTECTION = load_policy("open-5").protection


@pytest.mark.parametrize(
    "forge",
    [
        lambda real, fake: CountTable(cells=fake.cells, protection=PROTECTION),
        lambda real, fake: CountTable(cells=fake.cells, protection=PROTECTION, _seal=object()),
        lambda real, fake: CountTable(cells=fake.cells, protection=real.protection, _seal=real._seal),
        lambda real, fake: dataclasses.replace(fake, protection=PROTECTION),
        lambda real, fake: dataclasses.replace(real, cells=fake.cells),
        lambda real, fake: dataclasses.replace(real.where(state="reached"), cells=fake.cells),
    ],
)
def test_exact_counts_cannot_be_called_protected(
    forge: Callable[[CountTable, CountTable], CountTable],
) -> None:
    with pytest.raises((NotProtected, AttributeError)):
        forge(protected(CELLS), exact(CELLS))


def test_a_table_cannot_be_changed_after_it_was_sealed() -> None:
    table = protected(CELLS)
    with pytest.raises(dataclasses.FrozenInstanceError):
        table.cells = exact(CELLS).cells  # type: ignore[misc]


def test_a_part_of_a_protected_table_is_protected_and_a_part_of_an_exact_one_is_not() -> None:
    assert protected(CELLS).where(state="reached").where(group="MALE").is_protected
    assert not exact(CELLS).where(state="reached").is_protected


def test_a_copy_of_a_protected_table_can_still_be_used() -> None:
    table = protected(CELLS)
    for twin in (copy.copy(table), pickle.loads(pickle.dumps(table))):
        assert twin.where(state="reached").to_rows() == table.where(state="reached").to_rows()


def test_a_release_refuses_counts_that_are_exact() -> None:
    release = partnership(size=0.2)
    with pytest.raises(NotProtected):
        dataclasses.replace(release, counts=exact(CELLS))


def test_a_release_refuses_measures_or_findings_of_exact_counts() -> None:
    release = partnership(size=0.2)
    for part in ("measures", "findings"):
        bare = dataclasses.replace(getattr(release, part), protection=None)
        with pytest.raises(NotProtected):
            dataclasses.replace(release, **{part: bare})


def test_a_release_refuses_a_mixture_of_policies() -> None:
    published, internal = partnership(size=0.2), partnership(size=0.2, policy="internal-exact")
    for part in ("counts", "measures", "findings"):
        with pytest.raises(NotProtected):
            dataclasses.replace(published, **{part: getattr(internal, part)})


def test_a_release_of_one_table_is_accepted() -> None:
    assert isinstance(partnership(size=0.2), Release)

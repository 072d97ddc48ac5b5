"""What common rules leave to attackers: computed again, and held against the figures that the documentation shows."""

import pytest

from benchmarks.common_rules import TABLES, TWICE, figures_of, large_figures
from benchmarks.rules import RULES
from tests.reference.rule_facts import rule_facts

QUICK = ("5x4x3", "outcomes")
LARGEST = "19x8x4"
OF_LARGEST = ("exact counts", "hide 1 to 4", "hide 1 to 4 and the next smallest", "cell-key-5")
"""Of the largest table a few rules are tried again: all take half a minute."""
QUICK_RULES = [one for one in RULES if not one.startswith("suppress")]
AGAIN = "The figures are others now: python -m benchmarks.common_rules writes them, the page follows them."


@pytest.mark.parametrize("table", QUICK)
@pytest.mark.parametrize("rule", QUICK_RULES)
def test_small_tables_give_the_figures_in_the_file(table: str, rule: str) -> None:
    assert figures_of(table, rule).to_row() == rule_facts()[table, rule], AGAIN


def test_suppression_of_outcomes_gives_the_figures_in_the_file() -> None:
    assert figures_of("outcomes", "suppress-5").to_row() == rule_facts()["outcomes", "suppress-5"], AGAIN


@pytest.mark.slow
@pytest.mark.parametrize("table", [one for one in TABLES if one not in QUICK])
def test_larger_tables_give_the_figures_in_the_file(table: str) -> None:
    for rule in OF_LARGEST if table == LARGEST else RULES:
        if "ledger" not in rule or table in TWICE:
            assert figures_of(table, rule).to_row() == rule_facts()[table, rule], AGAIN


@pytest.mark.slow
def test_suppression_of_a_small_table_gives_the_figures_in_the_file() -> None:
    for rule in ("suppress-5", "suppress-5 with a ledger"):
        assert figures_of("5x4x3", rule).to_row() == rule_facts()["5x4x3", rule], AGAIN


@pytest.mark.slow
def test_two_releases_of_a_nation_give_the_figures_in_the_file() -> None:
    for one in large_figures():
        assert one.to_row() == rule_facts()[one.table, one.rule], AGAIN


@pytest.mark.parametrize("policy", ["open-5", "suppress-5", "cell-key-5"])
@pytest.mark.parametrize("table", TABLES)
def test_no_policy_of_ours_lets_a_small_count_be_worked_out(policy: str, table: str) -> None:
    fact = rule_facts()[table, policy]
    assert fact["exact"] == fact["insider"] == "0"
    least = {"open-5": 3, "suppress-5": 6, "cell-key-5": 6}[policy]  # the policy's width, and one
    assert int(fact["fewest"]) >= least


@pytest.mark.parametrize("table", ["5x4x3", "8x5x3", "areas", "outcomes"])
def test_hiding_small_counts_alone_hides_nothing_from_who_subtracts(table: str) -> None:
    fact = rule_facts()[table, "hide 1 to 4"]
    assert fact["exact"] == fact["small"]
    assert fact["changes_exact"] == fact["changes"]

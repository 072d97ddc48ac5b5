"""What suppression loses, against the optimal method of tau-Argus under the same protection levels, bounds and costs."""

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytauargus._tauargus import HiTaSCtrl

from evenhand.disclosure.suppress import Effort, Problem, certify, suppress
from evenhand.disclosure.suppress.certify import demand_of
from tests.unit.disclosure.suppress.problems import POLICY, poisson, problem_of

FACTS = Path(__file__).with_name("suppression_tau.csv")
AS_TAU_MODELS = replace(POLICY, insider=0)
WORST = 1.15
"""Ours may cost so many times as much."""


def facts() -> list[dict[str, str]]:
    lines = FACTS.read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def table(shape: str) -> Problem:
    return problem_of(poisson(tuple(int(size) for size in shape.split("x")), 4.8), policy=AS_TAU_MODELS)


def written_for_tau(problem: Problem) -> str:
    """The problem in the format of the solver: a cell a line (count, cost, status, bounds, protection), a sum a line."""
    demand = demand_of(problem, AS_TAU_MODELS)
    below, above = np.zeros(len(problem)), np.zeros(len(problem))
    below[demand.cells] = problem.counts[demand.cells] - demand.low
    above[demand.cells] = demand.high - problem.counts[demand.cells]
    status = np.where(problem.primary, "u", np.where(problem.shown, "z", "s"))
    most = 2 * problem.counts.max() + 10
    lines = ["0", str(len(problem))]
    lines += [
        f"{cell} {count:.0f} {problem.cost[cell]:.0f} {status[cell]} {min(count, 1):.0f} {most:.0f} "
        f"{below[cell]:.0f} {above[cell]:.0f} 0"
        for cell, count in enumerate(problem.counts)
    ]
    sums = problem.sums
    lines.append(str(sums.shape[0]))
    for start, end in zip(sums.indptr[:-1], sums.indptr[1:], strict=True):
        terms = zip(sums.indices[start:end], sums.data[start:end], strict=True)
        lines.append(f"0 {end - start} : " + " ".join(f"{cell} ({factor:.0f})" for cell, factor in terms))
    return "\n".join([*lines, ""])


@pytest.mark.slow
@pytest.mark.parametrize("fact", facts()[:2], ids=lambda fact: fact["shape"])
def test_costs_at_most_1_15_times_the_optimum(fact: dict[str, str]) -> None:
    problem = table(fact["shape"])
    found = suppress(problem, AS_TAU_MODELS)
    assert (len(problem), int(problem.primary.sum())) == (int(fact["cells"]), int(fact["primary"]))
    assert found.lower_bound <= found.cost <= WORST * float(fact["cost"])
    assert certify(problem, found.hidden, AS_TAU_MODELS, seen=found.tables).passed


@pytest.mark.slow
def test_a_table_of_900_cells_costs_at_most_1_15_times_the_optimum() -> None:
    """With little work, so that the test is quick; what the full effort finds costs less still."""
    problem, fact = table("19x8x4"), facts()[2]
    found = suppress(problem, AS_TAU_MODELS, effort=Effort(gap=0.1, rounds=1, work=600_000, tries=6))
    assert len(problem) == int(fact["cells"])
    assert found.lower_bound <= found.cost <= WORST * float(fact["cost"])
    assert certify(problem, found.hidden, AS_TAU_MODELS, seen=found.tables).passed


@pytest.mark.slow
def test_tau_argus_itself_finds_the_cost_in_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # its solver writes logs where it stands
    problem = table("5x4x3")
    (tmp_path / "JJ.IN").write_text(written_for_tau(problem), "utf-8")
    answer = tmp_path / "JJ.OUT"
    assert HiTaSCtrl().full_jj(in_file_jj=str(tmp_path / "JJ.IN"), out_file=str(answer), max_time=5) == 0
    secondary = [int(line.split()[0]) for line in answer.read_text("utf-8").splitlines() if line.strip()]
    assert problem.cost[secondary].sum() == float(facts()[0]["cost"])
    hidden = problem.primary.copy()
    hidden[secondary] = True
    reader = certify(problem, hidden, AS_TAU_MODELS).attackers[0]
    assert reader.passed

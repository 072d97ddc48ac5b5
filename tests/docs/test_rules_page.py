"""The page on what each rule stops shows the figures in the file, and no others."""

import pytest

from tests.docs.pages import ROOT
from tests.reference.rule_facts import rule_facts

PAGE = ROOT / "docs/explanation/what-each-rule-stops.md"
FACTS = rule_facts()
TABLES = ("5x4x3", "8x5x3", "19x8x4", "areas", "outcomes")
TWICE = ("5x4x3", "areas", "outcomes")
RULES = {
    "exact counts": "Exact counts",
    "hide 1 to 4": "Hide 1 to 4",
    "hide 1 to 4 and the next smallest": "Hide 1 to 4 and the next smallest in each line",
    "hide 1 to 7 and nearest 5": "Hide 1 to 7, others to the nearest 5",
    "nearest 5": "Nearest 5",
    "open-5": "`open-5`",
    "suppress-5": "`suppress-5`",
    "cell-key-5": "`cell-key-5`",
    "fresh noise averaged over 50": "Fresh noise, 50 answers averaged",
}


def added(rule: str, column: str, tables: tuple[str, ...]) -> int:
    return sum(int(FACTS[table, rule][column]) for table in tables)


def share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f} %"


def one_release(rule: str) -> str:
    """A line of the first table: what one release leaves, and its cost, over all five tables."""
    cells, hidden = (added(rule, one, TABLES) for one in ("cells", "hidden"))
    off = sum(
        float(fact["error"]) * (int(fact["cells"]) - int(fact["hidden"]))
        for fact in (FACTS[table, rule] for table in TABLES)
    )
    by_chance = FACTS[TABLES[0], rule]["guessed"] != ""
    told = [
        added(rule, "exact", TABLES),
        added(rule, "guessed", TABLES) if by_chance else "",
        "" if rule == "exact counts" else added(rule, "narrowed", TABLES),
        *(added(rule, one, TABLES) for one in ("known_small", "insider", "same_outcome")),
        min(int(FACTS[table, rule]["fewest"]) for table in TABLES),
        share(hidden, cells),
        f"{off / (cells - hidden):.1f}",
    ]
    return "| " + " | ".join([RULES[rule], *map(str, told)]) + " |"


def two_releases(rule: str) -> str:
    """A line of the second table: what subtracting two releases leaves, on three small tables and on a large one."""
    large = FACTS.get(("150x19", rule))
    told = [str(added(rule, one, TWICE)) for one in ("changes_exact", "changes_proven", "exact_together")]
    told += (
        [share(int(large[one]), int(large["changes"])) for one in ("changes_exact", "changes_proven")]
        if large
        else ["not tried"] * 2
    )
    return "| " + " | ".join([RULES[rule], *told]) + " |"


def sentences() -> list[str]:
    """What the page says of these figures in words."""
    many = {one: added("exact counts", one, TABLES) for one in ("cells", "small")}
    guessed = {one: added(one, "guessed", TABLES) for one in ("cell-key-5", "fresh noise averaged over 50")}
    large = FACTS["150x19", "exact counts"]
    right = float(FACTS["150x19", "cell-key-5"]["claims_right"])
    big = FACTS["19x8x4", "hide 1 to 4"]
    small = FACTS["5x4x3", "hide 1 to 4"]
    assert small["exact"] == small["small"]
    return [
        f"{many['cells']:,} counts, {many['small']} of them from 1 to 4",
        f"{added('exact counts', 'changes', TWICE)} small changes",
        f"{int(large['changes']):,} small changes",
        f"Of the table of 5 by 4 by 3 all {small['small']} hidden counts",
        f"of that of 19 by 8 by 4 {big['exact']} of {big['small']}",
        f"{guessed['cell-key-5']} of {many['small']}",
        f"{guessed['fresh noise averaged over 50']} of {many['small']}",
        f"right {100 * right:.0f} times in 100",
        f"{added('open-5', 'known_small', TABLES)} of {many['small']} small counts",
        f"{added('suppress-5', 'changes_exact', TWICE)} of {added('suppress-5', 'changes', TWICE)}",
        f"{added('suppress-5', 'hidden', TABLES)} counts for {added('suppress-5', 'small', TABLES)} small ones",
        f"refused `open-5` for {_refused('open-5')} of the three tables and `suppress-5` for {_refused('suppress-5')}",
    ]


def _refused(policy: str) -> int:
    return sum(FACTS[table, f"{policy} with a ledger"]["outcome"] == "refused" for table in TWICE)


@pytest.mark.parametrize("rule", RULES)
def test_its_tables_are_the_figures_in_the_file(rule: str) -> None:
    lines = PAGE.read_text("utf-8").splitlines()
    assert one_release(rule) in lines
    assert two_releases(rule) in lines


@pytest.mark.parametrize("sentence", sentences())
def test_its_words_are_the_figures_in_the_file(sentence: str) -> None:
    assert sentence in " ".join(PAGE.read_text("utf-8").split())


def test_cell_keys_pass_the_ledger_as_the_page_says() -> None:
    assert _refused("cell-key-5") == 0


def test_what_suppression_hides_is_as_the_page_on_policies_says() -> None:
    hidden, cells = (added("suppress-5", one, TABLES) for one in ("hidden", "cells"))
    assert 0.35 < hidden / cells < 0.45
    assert "two counts in five" in (ROOT / "docs/how-to/choose-a-policy.md").read_text("utf-8")

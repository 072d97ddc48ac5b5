"""How far to trust the report: who lives elsewhere, consent and breaks stand with what the run says."""

from dataclasses import replace

import pyarrow as pa

from evenhand.cube.coverage_rules import load_coverage
from evenhand.disclosure import load_policy
from evenhand.disclosure.side_tables import protect_tally
from evenhand.foundations import Tally, exact_tally
from evenhand.publish.shelf import Shelf
from evenhand.publish.trust import trust_pairs
from tests.unit.publish.releases import ABOUT, partnership


def tally(name: str, *rows: tuple[str | int, ...]) -> Tally:
    words = load_coverage().tally[name]
    *keys, counts = zip(*rows, strict=True)
    columns = {key: pa.array(values, pa.string()) for key, values in zip(words["keys"], keys, strict=True)}
    made = exact_tally(
        name, words["title"], words["keys"], words["headings"], "rows", columns, pa.array(counts)
    )
    return protect_tally(made, load_policy("open-5"))


def test_residence_consent_and_breaks_stand_beside_what_the_run_says() -> None:
    release = replace(
        partnership(),
        tallies=(
            tally(
                "residence",
                ("test", "non_resident", 295),
                ("test", "resident", 900),
                ("contact", "non_resident", 9),
            ),
            tally("no-consent", ("treatment", "Mill Lane", 40)),
        ),
        breaks=(("2025-07-01", "A new form."),),
    )
    pairs = trust_pairs(Shelf(release))
    assert pairs[:2] == (
        ("Where they live, as the form says: Lives elsewhere", "295"),
        ("Did not consent to more being passed on: Referrals to treatment, Mill Lane", "40"),
    )
    assert pairs[-1] == ("Not compared across: A new form", "1 July 2025")
    assert pairs[2:-1] == ABOUT


def test_nothing_is_added_where_nothing_is_held() -> None:
    assert trust_pairs(Shelf(partnership())) == ABOUT

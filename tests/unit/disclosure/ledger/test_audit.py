"""A new release beside earlier ones: what passes, what clashes with what, and what would mend it."""

import numpy as np
import pytest

from evenhand.disclosure.ledger import Ledger, Verdict, WouldDisclose, audit_release
from evenhand.disclosure.linked import Published, Sum
from tests.unit.disclosure.ledger.releases import ABC, SUPPRESS, entry, ledger_of, release
from tests.unit.disclosure.linked.publications import ENDLESS, adds_up, published

JANUARY = release(Total=30, A=None, B=None, C=20)


def verdict(new: Published, *earlier: Published) -> Verdict:
    return audit_release(new, ledger_of(*earlier), policy=SUPPRESS)


def passing(one: Verdict) -> list[str]:
    return [mend.words for mend in one.mends if mend.passes]


def test_a_release_of_other_cells_and_larger_changes_passes() -> None:
    april = release("apr", "2024-04-01", Total=60, A=None, B=None, C=40)
    one = verdict(april, JANUARY)
    assert one.passed
    assert one.against == ("jan",)
    assert (one.clashes, one.mends) == ((), ())
    assert [each.solved for each in one.attackers] == [True, True]
    assert one.words == "'apr' may be published beside 1 earlier release: 8 counts were audited."


def test_the_first_release_is_audited_by_itself() -> None:
    assert verdict(JANUARY).words == "'jan' may be published by itself: 2 counts were audited."
    told = verdict(release(Total=30, A=None, B=9, C=20))
    assert not told.passed
    assert told.clashes[0].tables == ("jan",)
    assert "by itself: 1 count that is not shown as it is becomes narrower" in told.words
    assert "area A" in told.words


def test_a_table_of_the_same_day_that_shows_what_another_hides_clashes_with_it() -> None:
    more = published({"A": 4}, name="more", as_at="2024-01-01")
    one = verdict(more, JANUARY)
    assert not one.passed
    assert [each.tables for each in one.clashes] == [("more", "jan")]
    assert {each["area"] for each in one.clashes[0].cells} == {"A", "B"}


def test_two_exact_figures_a_few_people_apart_clash() -> None:
    april = release("apr", "2024-04-01", Total=40, A=None, B=None, C=22)
    one = verdict(april, release("old", "2023-10-01", C=90), JANUARY)
    assert [each.tables for each in one.clashes] == [("apr", "jan")]
    assert one.clashes[0].cells == ({"area": "C"},)
    assert "1 change of a few people becomes known exactly (area C)" in one.words
    assert "22" not in one.words
    assert "2 " not in one.words.replace("2024", "")


def test_a_change_that_is_large_or_none_is_nobodys_secret() -> None:
    assert verdict(release("apr", "2024-04-01", C=20), release(C=20)).passed
    assert verdict(release("apr", "2024-04-01", C=25), release(C=20)).passed
    assert not verdict(release("apr", "2024-04-01", C=24), release(C=20)).passed
    assert not verdict(release("apr", "2024-04-01", C=19), release(C=20)).passed


def test_changes_are_seen_across_releases_that_hide_the_cell() -> None:
    first, second = release(C=20), release("apr", "2024-04-01", C=None)
    one = verdict(release("jul", "2024-07-01", C=23), first, second)
    assert [each.tables for each in one.clashes] == [("jul", "jan"), ("jul", "apr")]
    assert "1 change of a few people" in one.clashes[0].words
    assert "1 count that is not shown as it is becomes narrower" in one.clashes[1].words


def test_changes_of_what_is_public_anyway_are_nobodys_secret() -> None:
    new = release("apr", "2024-04-01", C=22)
    public = np.ones(len(new), np.bool_)
    assert not verdict(new, release(C=20)).passed
    residents = Published(**{**{name: getattr(new, name) for name in new.__slots__}, "public": public})
    assert verdict(residents, release(C=20)).passed


def test_who_knows_that_nobody_is_taken_out_narrows_an_earlier_count() -> None:
    april = release("apr", "2024-04-01", A=5)
    one = verdict(april, release(Total=30, A=None, B=None, C=20))
    assert [each.passed for each in one.attackers] == [True, False]
    assert one.clashes[0].cells == ({"area": "A"}, {"area": "B"})
    assert passing(verdict(april, JANUARY)) == [
        "Round it (policy open-5) in place of exact counts: then it passes."
    ]


def test_shifted_ages_leave_a_few_between_them() -> None:
    young = published({"16-24": 40}, name="young", dimensions=("age",))
    band = Sum(dimension="age", whole="16-25", parts=("16-24", "25"))
    shifted = published({"16-25": 43}, name="shifted", dimensions=("age",), sums=(band,))
    one = verdict(shifted, young)
    assert [each.tables for each in one.clashes] == [("shifted", "young")]
    assert one.clashes[0].cells == ({"age": "16-25", "less": "16-24"},)
    assert verdict(published({"16-25": 46}, dimensions=("age",), sums=(band,)), young).passed


def test_what_a_release_leaves_beside_its_own_parts_is_for_its_own_protection() -> None:
    own = Sum(dimension="age", whole="16-25", parts=("16-24", "25"))
    one = published({"16-24": 40, "16-25": 43}, dimensions=("age",), sums=(own,))
    assert verdict(one, published({"30": 9}, dimensions=("age",))).passed


def by_sex(name: str, as_at: str, total: int, men: int, women: int) -> Published:
    """A table by area and sex in which one area stands beside the total of it."""
    cells = {
        ("Total", "Total"): total + 50,
        ("A", "Total"): total,
        ("B", "Total"): 50,
        ("A", "M"): men,
        ("A", "F"): women,
    }
    sums = (adds_up("area", "A", "B"), adds_up("sex", "M", "F"))
    return published(cells, name=name, as_at=as_at, dimensions=("area", "sex"), sums=sums)


def test_the_mends_that_are_said_to_pass_do() -> None:
    first = by_sex("jan", "2024-01-01", 40, 20, 20)
    second = by_sex("apr", "2024-04-01", 50, 28, 22)
    one = verdict(second, first)
    assert one.clashes[0].cells == ({"area": "A", "sex": "F"},)
    assert passing(one) == [
        "Put codes of 'area' together by one level: then it passes.",
        "Put codes of 'sex' together by one level: then it passes.",
        "Leave out the table 'area by sex': then it passes.",
        "Round it (policy open-5) in place of exact counts: then it passes.",
    ]
    assert one.mends[-1].passes is None
    assert "Wait" in one.mends[-1].words
    keep = second.codes["sex"] == "Total"
    without = published(
        {("Total", "Total"): 100, ("A", "Total"): 50, ("B", "Total"): 50},
        as_at="2024-04-01",
        dimensions=("area", "sex"),
        sums=second.sums,
    )
    assert keep.sum() == len(without)
    assert verdict(without, first).passed


def test_a_mend_that_does_not_help_is_said_not_to() -> None:
    first = release(Total=90, A=30, B=30, C=30)
    second = release("apr", "2024-04-01", Total=93, A=31, B=31, C=31)
    failing = [mend.words for mend in verdict(second, first).mends if mend.passes is False]
    assert failing == [
        "Put codes of 'area' together by one level: then it still fails.",
        "Leave out the table 'area': then it still fails.",
        "Leave out the table 'totals': then it still fails.",
    ]


def test_what_was_told_before_is_not_held_against_a_new_release() -> None:
    old = release("old", "2023-01-01", Total=30, A=None, B=9, C=20)
    assert verdict(release("new", "2023-01-01", C=20), old).passed


def test_releases_that_clash_together_alone_are_named_together() -> None:
    sums = (adds_up("area", "A", "B"),)
    whole = published({"Total": 12}, name="whole", as_at="2024-01-01")
    same = published({"Total": 12}, name="same", as_at="2024-01-01")
    new = published({"Total": (1, ENDLESS), "A": None, "B": 8}, name="new", as_at="2024-01-01", sums=sums)
    one = verdict(new, whole, same)
    assert [each.tables for each in one.clashes] == [("new", "whole", "same")]


def test_figures_of_one_day_that_contradict_each_other_are_taken_for_two_moments() -> None:
    sums = (adds_up("area", "A", "B"), adds_up("area", "A", "C", whole="D"))
    one = published({"Total": 40, "A": (10, 20), "B": (20, 30), "C": None}, name="one", sums=sums)
    two = published({"D": 70, "C": (1, 40), "A": (12, 22)}, name="two", sums=sums)
    assert verdict(two, one).passed


def test_where_people_were_taken_out_nobody_assumes_growth() -> None:
    fewer = release("apr", "2024-04-01", Total=24, A=None, B=None, C=9)
    one = verdict(fewer, JANUARY)
    assert one.passed
    assert "lower later" in one.notes[0]


def test_admission_is_refused_in_the_words_of_the_verdict() -> None:
    ledger = Ledger().admit(entry(JANUARY))
    assert ledger.admit(entry(JANUARY, run="again")) is ledger
    april = entry(release("apr", "2024-04-01", Total=40, A=None, B=None, C=22))
    with pytest.raises(WouldDisclose, match=r"'apr' with 'jan'.*Put codes of 'area' together") as refused:
        ledger.admit(april)
    assert not refused.value.verdict.passed
    july = entry(release("jul", "2024-07-01", Total=60, A=None, B=None, C=40))
    assert [one.name for one in ledger.admit(july).entries] == ["jan", "jul"]


def test_without_a_policy_the_default_one_says_what_is_small() -> None:
    assert not audit_release(release("apr", "2024-04-01", C=24), ledger_of(release(C=20))).passed


def test_releases_that_share_nothing_do_not_meet() -> None:
    assert verdict(published({"X": 5}, name="x"), JANUARY).against == ()
    region = published({"Region": 30}, name="r", sums=(adds_up("area", "A", "Z", whole="Region"),))
    assert verdict(region, JANUARY).against == ("jan",)
    other = published({("A", "F"): 9}, dimensions=("area", "sex"))
    assert verdict(other, JANUARY).against == ()
    assert ABC


def test_too_many_tied_counts_are_followed_sum_by_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    from evenhand.disclosure.ledger import settings as module
    from evenhand.disclosure.ledger import trial

    few = type(module.settings())(
        **{**{name: getattr(module.settings(), name) for name in module.settings().__slots__}, "largest": 0}
    )
    monkeypatch.setattr(trial, "settings", lambda: few)
    april = release("apr", "2024-04-01", Total=60, A=None, B=None, C=40)
    one = verdict(april, JANUARY)
    assert one.passed
    assert [each.solved for each in one.attackers] == [True, False]
    told = verdict(release("apr", "2024-04-01", A=5, B=None), JANUARY)
    assert [each.passed for each in told.attackers] == [True, False]


def test_a_certified_release_is_audited_beside_others_and_not_again_by_itself() -> None:
    told = entry(release("apr", "2024-04-01", Total=60, A=None, B=20, C=20))
    ledger = Ledger().admit(told, certified=True)
    assert [one.name for one in ledger.entries] == ["apr"]
    with pytest.raises(WouldDisclose, match="1 change of a few people"):
        ledger.admit(entry(release("jul", "2024-07-01", C=22)), certified=True)
    with pytest.raises(WouldDisclose, match="'more' with 'jan'"):
        ledger_of(JANUARY).admit(entry(published({"A": 4}, name="more", as_at="2024-01-01")), certified=True)

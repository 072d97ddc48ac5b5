"""The page of code lists stays readable: every list stands on it, long ones as a count and a link."""

from evenhand.vocabulary import load_vocabulary
from tools.reference_lists import LONGEST, code_lists

LOADED = load_vocabulary()
PAGE = "\n".join(code_lists())


def section(title: str) -> str:
    return PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]


def test_every_list_has_one_heading_of_its_own() -> None:
    titles = [one.title for one in LOADED.code_lists.values()]
    assert len(set(titles)) == len(titles)
    assert [title for title in titles if PAGE.count(f"\n## {title}\n") != 1] == []


def test_values_of_short_lists_stand_there_and_long_lists_are_counted() -> None:
    for one in LOADED.code_lists.values():
        text = section(one.title)
        if len(one.values) <= LONGEST:
            assert [value.code for value in one.values if f"| `{value.code}` |" not in text] == [], one.key
        else:
            assert f"It has {len(one.values)} values: see [list-" in text
            assert len(text.splitlines()) < 15


def test_what_a_list_leads_to_is_said_with_its_doubts() -> None:
    text = section("Ethnic group, 18+1, Census 2011")
    assert "Each value lies in one of `ethnicity-5:2011`." in text
    assert "Each value lies in one of `ethnicity-16+1:2001`; not verified (Gypsy or Irish Traveller" in text
    old = section("Ethnic group, five broad groups, Census 2001")
    assert "It doesn't lead to `ethnicity-5:2011`: Chinese moved" in old
    assert "from 2001-04-29 to 2011-03-26; verified:\nyes" in old


def test_values_that_are_not_verified_are_marked() -> None:
    assert "| `13` | Incomplete - person died | `died` | not verified |" in section(
        "Caseload closure reason, CJIT data set 2.4"
    )


def test_every_change_and_every_area_of_its_own_stands_there() -> None:
    assert [one.id for one in LOADED.breaks if one.what not in PAGE] == []
    assert "`no_fixed_abode` (No fixed abode)" in section("Areas")
    assert "Drug Interventions Record" in section("What national records hold")

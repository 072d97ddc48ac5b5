"""Maps between code lists: whole, the same by every way, never back from coarse to fine, and refused in words."""

from dataclasses import replace
from itertools import permutations

import pytest

from evenhand.foundations import UnknownName, VocabularyError
from evenhand.vocabulary import UNKNOWNS, CodeList, CodeListValue, CodeMap, load_vocabulary
from evenhand.vocabulary.mappings import all_ways, check_maps, map_codes, why_not

LOADED = load_vocabulary()
LISTS = LOADED.code_lists
WAYS = {key: all_ways(LISTS, key) for key in LISTS}


def small(key: str, *codes: str, maps: tuple[CodeMap, ...] = (), coarser: str | None = None, **groups: str):
    name, _, edition = key.partition(":")
    values = tuple(CodeListValue(code=code, label=code.lower(), group=groups.get(code)) for code in codes)
    return CodeList(
        id=name,
        edition=edition,
        characteristic=name,
        title=name,
        source="made for a test",
        valid_from=None,
        valid_to=None,
        verified=True,
        values=values,
        maps=maps,
        coarser=coarser,
    )


def by_key(*lists: CodeList) -> dict[str, CodeList]:
    return {one.key: one for one in lists}


def test_the_lists_that_come_with_evenhand_lead_where_they_say() -> None:
    check_maps(LISTS)


@pytest.mark.parametrize("start", LISTS)
def test_a_map_has_a_place_for_every_value_and_keeps_unknowns_apart(start: str) -> None:
    for end, mapped in WAYS[start].items():
        codes = {value.code for value in LISTS[start].values}
        assert mapped.values.keys() == codes | set(UNKNOWNS)
        assert {mapped.values[code] for code in codes} <= {value.code for value in LISTS[end].values}
        assert all(mapped.values[code] == code for code in UNKNOWNS)


@pytest.mark.parametrize("start", LISTS)
def test_every_way_to_a_list_gives_the_same_values(start: str) -> None:
    for middle, first in WAYS[start].items():
        for end, second in WAYS[middle].items():
            composed = {code: second.values[place] for code, place in first.values.items()}
            assert WAYS[start][end].values == composed, (start, middle, end)


def test_only_lists_of_the_same_values_lead_to_each_other() -> None:
    for one, other in permutations(LISTS, 2):
        if other in WAYS[one] and one in WAYS[other]:
            there, back = WAYS[one][other].values, WAYS[other][one].values
            assert all(back[there[code]] == code for code in there), (one, other)


def test_what_is_the_coarser_list_describes_another_characteristic() -> None:
    for listed in LISTS.values():
        if listed.coarser:
            assert LISTS[listed.coarser].characteristic != listed.characteristic, listed.key


@pytest.mark.parametrize(
    ("start", "end", "code", "place"),
    [
        ("ethnicity-16+1:2001", "ethnicity-5:2001", "CHINESE", "OTHER"),
        ("ethnicity-16+1:2001", "ethnicity-5:2011", "CHINESE", "ASIAN"),
        ("ethnicity-nhs:2001", "ethnicity-5:2001", "R", "OTHER"),
        ("ethnicity-ndtms:K", "ethnicity-police-16+1:2001", "K", "A3"),
        ("ethnicity-19+1:2021", "ethnicity-5:2011", "WHITE_ROMA", "WHITE"),
        ("ethnicity-19+1:2021", "ethnicity-nhs:2001", "WHITE_ROMA", "C"),
        ("ethnicity-18+1:2011", "ethnicity-5:2001", "ASIAN_CHINESE", "OTHER"),
        ("ethnicity-police-18+1:2011", "ethnicity-18+1:2011", "A4", "ASIAN_CHINESE"),
        ("drug-group:2026", "substance-group:ndtms", "CRACK", "NON_OPIATE"),
        ("age-band-ndtms:2017", "age-band-adult:2026", "20_24", "18_24"),
        ("religion-ndtms:M", "religion:2021", "J", "OTHER"),
        ("discharge-ndtms:P", "outcome-class:2026", "89", "DIED"),
    ],
)
def test_where_a_value_lies(start: str, end: str, code: str, place: str) -> None:
    assert LOADED.mapping(start, end)[code] == place


def test_a_map_says_whether_it_is_verified_and_what_it_went_through() -> None:
    sure = LOADED.mapped("ethnicity-19+1:2021", "ethnicity-5:2011")
    assert sure.verified
    assert sure.through == ()
    own = LOADED.mapped("ethnicity-19+1:2021", "ethnicity-16+1:2001")
    assert not own.verified
    assert own.through == ("ethnicity-18+1:2011",)
    assert [note.partition(" had ")[0] for note in own.notes] == ["Roma", "Gypsy or Irish Traveller and Arab"]


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        ("ethnicity-5:2001", "ethnicity-5:2011", "Chinese moved from Other .* to Asian"),
        ("ethnicity-5:2011", "ethnicity-5:2001", "who of Asian is Chinese"),
        ("ethnicity-16+1:2001", "ethnicity-18+1:2011", "would have to guess"),
        ("ethnicity-5:2011", "ethnicity-19+1:2021", "'White' holds White British, .* and White other there"),
        ("ethnicity-officer:2019", "ethnicity-18+1:2011", "what an officer saw"),
        ("ethnicity-nhs:2001", "ethnicity-officer:2019", "what an officer saw"),
        ("ethnicity-officer-force:2019", "ethnicity-officer:2019", "Chinese is a group of its own here"),
        ("ethnicity-ctn:2022", "ethnicity-5:2011", "United States"),
        ("gender-police:2019", "sex:2021", "who recorded the gender"),
        ("drug-ndtms:K", "substance-group:ndtms", "all the drugs of a journey"),
        ("sexual-orientation-ndtms:M", "sexual-orientation:2021", "'not sure'"),
        ("sex:2021", "religion:2021", "describe different things"),
        ("age-band-police:2019", "age-band-adult:2026", "nothing says"),
    ],
)
def test_what_would_need_a_guess_is_refused_with_the_reason(start: str, end: str, why: str) -> None:
    with pytest.raises(VocabularyError, match=why):
        LOADED.mapping(start, end)


def test_a_refusal_says_where_both_meet() -> None:
    with pytest.raises(VocabularyError) as refused:
        LOADED.mapping("ethnicity-16+1:2001", "ethnicity-18+1:2011")
    assert "ethnicity-5:2011" in refused.value.mend


def test_a_list_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(UnknownName, match=r"ethnicity-5:2011"):
        LOADED.mapping("ethnicity-5:1991", "ethnicity-5:2011")


@pytest.mark.parametrize(
    ("one", "other", "characteristic", "may", "through", "words"),
    [
        ("sex:2021", "sex:2021", "sex", True, "sex:2021", "same list"),
        (
            "ethnicity-18+1:2011",
            "ethnicity-19+1:2021",
            "ethnicity_broad",
            True,
            "ethnicity-5:2011",
            "value by value",
        ),
        (
            "ethnicity-18+1:2011",
            "ethnicity-19+1:2021",
            "ethnicity",
            False,
            "ethnicity-18+1:2011",
            "Roma had no box",
        ),
        (
            "ethnicity-16+1:2001",
            "ethnicity-ndtms:K",
            "ethnicity",
            True,
            "ethnicity-16+1:2001",
            "value by value",
        ),
        ("ethnicity-5:2001", "ethnicity-5:2011", "ethnicity_broad", False, None, "Chinese moved"),
        (
            "ethnicity-16+1:2001",
            "ethnicity-5:2001",
            "ethnicity_broad_2001",
            True,
            "ethnicity-5:2001",
            "value by value",
        ),
        ("ethnicity-officer:2019", "ethnicity-5:2011", "ethnicity_broad", False, None, "officer saw"),
    ],
)
def test_what_may_stand_in_one_series(one, other, characteristic, may, through, words) -> None:
    for first, second in ((one, other), (other, one)):
        found = LOADED.comparable(first, second, characteristic)
        assert (found.may, found.through) == (may, through)
        assert words in found.reason or not found.may


def test_a_list_below_a_coarser_one_of_other_codes_only_goes_down() -> None:
    fine = small("fine:1", "A", "B", coarser="coarse:1", A="X", B="X")
    lists = by_key(fine, small("coarse:1", "X", "Y"))
    assert map_codes(lists, "fine:1", "coarse:1").values["B"] == "X"
    with pytest.raises(VocabularyError, match="'x' holds a and b there"):
        map_codes(lists, "coarse:1", "fine:1")


def test_a_map_onto_only_some_of_the_values_is_not_turned_round() -> None:
    lists = by_key(small("fine:1", "A", coarser="coarse:1", A="X"), small("coarse:1", "X", "Y"))
    assert why_not(lists, "coarse:1", "fine:1").endswith(
        "it is the coarser list, and one would have to guess."
    )


def test_lists_that_meet_without_one_being_finer_are_compared_there() -> None:
    lists = by_key(
        small("one:1", "A", coarser="both:1", A="X"),
        small("two:1", "B", coarser="both:1", B="Y"),
        small("both:1", "X", "Y"),
    )
    with pytest.raises(VocabularyError, match="nothing says how") as refused:
        map_codes(lists, "one:1", "two:1")
    assert refused.value.mend == "Compare them where both lead: both:1."


def test_maps_that_leave_something_out_are_refused() -> None:
    coarse = small("coarse:1", "X")
    fine = small("fine:1", "A", "B", coarser="coarse:1", A="X")
    with pytest.raises(VocabularyError, match="these values map to nothing in coarse:1: B"):
        check_maps(by_key(fine, coarse))
    with pytest.raises(VocabularyError, match="leads to coarse:1, which isn't there"):
        check_maps(by_key(fine))
    strange = replace(
        fine, coarser=None, maps=(CodeMap(to="coarse:1", values={"A": "X", "B": "Z", "C": "X"}),)
    )
    with pytest.raises(VocabularyError, match="names values that aren't there: Z, C"):
        check_maps(by_key(strange, coarse))


def test_a_list_that_mixes_spellings_or_unknowns_is_refused() -> None:
    listed = small("one:1", "A", "B")
    twice = CodeListValue(code="C", label="c", synonyms=("a",))
    with pytest.raises(VocabularyError, match="the spelling 'a' stands for A and for C"):
        replace(listed, values=(*listed.values, twice))
    with pytest.raises(VocabularyError, match="has the unknown not_known among its values"):
        replace(listed, values=(CodeListValue(code="not_known", label="?"),))
    with pytest.raises(VocabularyError, match="an unknown that there isn't: lost"):
        replace(listed, unknowns={"lost": ("L",)})
    with pytest.raises(VocabularyError, match="the spelling 'a' stands for A and for not_stated"):
        replace(listed, unknowns={"not_stated": ("a",)})

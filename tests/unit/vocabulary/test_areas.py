"""Areas: what lies in what, from when to when, and the areas of people who live in no partnership."""

from datetime import date

import pytest

from evenhand.foundations import UnknownName, VocabularyError
from evenhand.vocabulary import ALL_AREAS, LEVELS, Area, Areas, load_vocabulary
from evenhand.vocabulary.area_files import check_areas, read_areas

LOADED = load_vocabulary()
AREAS = LOADED.areas


def test_areas_lie_in_one_another() -> None:
    assert AREAS.roll_up("E06000047", "police-force") == "E23000008"
    assert AREAS.roll_up("E06000047", "region") == AREAS.by_code["E23000008"].within
    assert AREAS.roll_up("E23000008", "police-force") == "E23000008"
    assert AREAS.roll_up("E23000008", "local-authority") is None
    assert AREAS.roll_up("nowhere", "region") is None
    assert AREAS.roll_up("nowhere", ALL_AREAS) == ALL_AREAS
    assert AREAS.name("nowhere") == "nowhere"
    assert AREAS.name(ALL_AREAS) == "All areas together"
    with pytest.raises(UnknownName, match="There is no area level 'village'"):
        AREAS.roll_up("E23000008", "village")


@pytest.mark.parametrize(
    ("code", "name", "holders"),
    [
        (
            "E07000026",
            "Allerdale",
            ("E22000031", "E10000006", "B16B", "E23000002", "E12000002", "E92000001"),
        ),
        ("E06000047", "County Durham", ("E22000365", "A02B", "E23000008", "E12000001", "E92000001")),
        ("E09000001", "City of London", ("E22000180", "H05B", "E23000034", "E12000007", "E92000001")),
        ("W06000015", "Cardiff", ("W14000015", "W15000003", "W92000004")),
    ],
)
def test_what_holds_a_local_authority(code: str, name: str, holders: tuple[str, ...]) -> None:
    assert AREAS.name(code) == name
    assert AREAS.holders(code) == (code, *holders)


def test_every_area_lies_in_one_that_is_known() -> None:
    check_areas(AREAS.by_code)
    assert all(code == one.code for code, one in AREAS.by_code.items())


def test_nothing_lies_in_an_area_of_a_finer_level() -> None:
    order = {level: number for number, level in enumerate(LEVELS)}
    for area in AREAS.by_code.values():
        if area.within is not None:
            assert order[area.level] < order[AREAS.by_code[area.within].level], area.code


def test_every_local_authority_of_england_and_wales_is_in_a_force_and_a_nation() -> None:
    authorities = [one for one in AREAS.by_code.values() if one.level == "local-authority"]
    assert len(authorities) == 366
    for one in authorities:
        assert AREAS.roll_up(one.code, "police-force") is not None, one.code
        assert AREAS.roll_up(one.code, "nation") in ("E92000001", "W92000004")
        assert (AREAS.roll_up(one.code, "region") is None) == one.code.startswith("W")


def test_authorities_in_force_today_have_a_partnership_in_england() -> None:
    today = date(2026, 11, 22)
    without = [
        one.name
        for one in AREAS.by_code.values()
        if one.level == "local-authority"
        and one.in_force(today)
        and one.code.startswith("E")
        and AREAS.roll_up(one.code, "partnership", today) is None
    ]
    assert without == ["Isles of Scilly", "Cumberland", "Westmorland and Furness"]


@pytest.mark.parametrize("code", ["no_fixed_abode", "elsewhere", "not_known", "Z00B", "btp"])
@pytest.mark.parametrize("level", [level for level in LEVELS if level != ALL_AREAS])
def test_people_who_live_in_no_partnership_stay_an_area_of_their_own(code: str, level: str) -> None:
    assert AREAS.roll_up(code, level) == code
    assert AREAS.name(code) != code


def test_forces_are_found_by_the_name_of_their_files() -> None:
    slugs = {one.slug: one.name for one in AREAS.by_code.values() if one.slug}
    assert len(slugs) == 45
    assert slugs["northern-ireland"] == "Police Service of Northern Ireland"
    assert slugs["btp"] == "British Transport Police"
    assert AREAS.roll_up("psni", "nation") == "N92000002"


def test_a_code_that_ended_says_what_took_its_place() -> None:
    assert AREAS.roll_up("E06000028", "police-force", date(2018, 1, 1)) == "E23000039"
    with pytest.raises(VocabularyError, match=r"ended on 2019-03-31 .* replaced by E06000058 \(Bournemouth"):
        AREAS.roll_up("E06000028", "police-force", date(2020, 1, 1))
    with pytest.raises(VocabularyError, match=r"E06000058 .* is in force from 2019-04-01 only"):
        AREAS.roll_up("E06000058", "police-force", date(2018, 1, 1))
    assert AREAS.why_not("E06000028", None) == ""
    assert AREAS.why_not("nowhere", date(2020, 1, 1)) == ""
    gone = Areas({"X": Area(code="X", name="Gone", level="region", valid_to=date(2001, 1, 1))})
    assert gone.why_not("X", date(2020, 1, 1)) == "The area code X (Gone) ended on 2001-01-01."


def test_a_holder_is_passed_over_when_it_is_not_in_force() -> None:
    assert AREAS.roll_up("E07000026", "county", date(2020, 1, 1)) == "E10000006"
    old = Areas(
        {
            "L": Area(code="L", name="L", level="local-authority", within="C"),
            "C": Area(code="C", name="C", level="county", within="F", valid_to=date(2001, 1, 1)),
            "F": Area(code="F", name="F", level="police-force"),
        }
    )
    assert old.roll_up("L", "county") == "C"
    assert old.roll_up("L", "county", date(2020, 1, 1)) is None
    assert old.roll_up("L", "police-force", date(2020, 1, 1)) == "F"


def test_what_replaced_a_code_lies_in_the_same_force() -> None:
    for one in AREAS.by_code.values():
        for later in one.replaced_by:
            assert AREAS.roll_up(later, "police-force") == AREAS.roll_up(one.code, "police-force"), one.code


def test_areas_that_lie_in_each_other_end() -> None:
    ring = {code: Area(code=code, name=code, level="region", within=other) for code, other in ("ab", "ba")}
    assert Areas(ring).roll_up("a", "nation") is None


def test_more_areas_come_on_top() -> None:
    more = AREAS.with_more({"E23000008": Area(code="E23000008", name="Ours", level="partnership")})
    assert more.name("E23000008") == "Ours"
    assert AREAS.name("E23000008") == "Durham"


def test_a_file_of_areas_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(VocabularyError, match="of the level 'village', which there isn't"):
        read_areas({"level": "village", "area": [{"code": "V", "name": "V"}]})
    with pytest.raises(VocabularyError, match="V stands twice"):
        read_areas({"level": "region", "area": [{"code": "V", "name": "V"}, {"code": "V", "name": "W"}]})
    with pytest.raises(VocabularyError, match="The area V names W, which isn't there"):
        check_areas(read_areas({"level": "region", "area": [{"code": "V", "name": "V", "within": "W"}]}))

"""A slip in example data is named with its file, its place and what would mend it."""

from importlib import resources

import pytest

from evenhand.planning.example import ExampleAtOdds, read_edition, read_projects, read_recommendations

DATA = resources.files("evenhand.planning.example") / "data"


def text(name: str) -> str:
    return (DATA / name).read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('reference = "1/5"', 'referense = "1/5"', "row 2: 'reference' is missing"),
        ('when = "Spring 2007"', "when = 2007", "row 5: 'when' is 2007. It must be a text in quotes."),
        (
            'when = "Spring 2007"',
            'when = "Spring 2007"\nwen = "x"',
            "row 5: wen is not known. Known: action,",
        ),
        ("theme = 5", "theme = 6", "row 12: theme 6 is not there. Themes: [1, 2, 3, 4, 5]."),
        ('reference = "1/5"', 'reference = "2/5"', "2/5 is the reference of more than one row"),
        ('reference = "1/5"', 'reference = "2/9"', "row 2: the reference 2/9 is not of theme 1"),
        ('name = "Peter Grime", agency = "DIP, Home Office"', 'name = "", agency = ""', "names nobody"),
        ("schema = 1", "schema = 2", "is of schema 2. This version reads schema 1."),
        ("schema = 1", "schema 1", "is not valid TOML"),
        ("cover_date = 2006-09-18", 'cover_date = "2006"', "'cover_date' is '2006'. It must be a day"),
        ('mentions = ["3/1"]', "mentions = [31]", "row 10: 'mentions' holds something that is no text"),
    ],
)
def test_a_slip_in_a_plan_is_named(old: str, new: str, fault: str) -> None:
    given = text("plan-2006.toml")
    assert old in given
    with pytest.raises(ExampleAtOdds) as raised:
        read_edition(given.replace(old, new, 1), "plan.toml")
    assert fault in str(raised.value)
    assert "plan.toml" in str(raised.value)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            'source_kind = "committee"',
            'source_kind = "quango"',
            "source_kind 'quango' is not known. Known: committee,",
        ),
        ('number = "2"', 'number = "1"', "committee-2019/1 stands there more than once"),
        ('paragraph = "24"', "paragraph = 24", "recommendation 2: 'paragraph' is 24"),
        ("published = 2019-10-23", "publisht = 2019-10-23", "source: publisht is not known"),
    ],
)
def test_a_slip_in_recommendations_is_named(old: str, new: str, fault: str) -> None:
    given = text("committee-2019.toml")
    assert old in given
    with pytest.raises(ExampleAtOdds) as raised:
        read_recommendations(given.replace(old, new, 1), "own.toml")
    assert fault in str(raised.value)


def test_a_slip_in_a_project_is_named() -> None:
    given = text("ten-projects-2006.toml").replace('host = "BRO-SIS"', 'hosts = "BRO-SIS"')
    with pytest.raises(ExampleAtOdds, match="project 6: 'host' is missing"):
        read_projects(given, "own.toml")

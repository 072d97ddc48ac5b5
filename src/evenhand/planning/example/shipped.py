"""The example data that comes with Evenhand, loaded and checked."""

from functools import cache
from importlib import resources

from evenhand.planning.editions import Edition
from evenhand.planning.example.editions import read_edition
from evenhand.planning.example.recommendations import Project, read_projects, read_recommendations
from evenhand.planning.recommendations import Recommendation

_DATA = resources.files("evenhand.planning.example") / "data"


@cache
def plan_of_2006() -> Edition:
    """Return the plan of 2006, version 2, as structured facts in our own words. Source: file 001, section 4."""
    return read_edition(_text("plan-2006.toml"), "plan-2006.toml")


@cache
def made_up_edition() -> Edition:
    """Return a made-up later edition of the plan of 2006, to compare it with; nothing in it happened."""
    return read_edition(_text("plan-2007-made-up.toml"), "plan-2007-made-up.toml")


@cache
def committee_recommendations() -> tuple[Recommendation, ...]:
    """Return the select committee's seven recommendations of 2019. Source: file 003."""
    return read_recommendations(_text("committee-2019.toml"), "committee-2019.toml")


@cache
def areas_for_action() -> tuple[Recommendation, ...]:
    """Return the areas for action on drugs and diversity, under three themes. Source: file 000."""
    return read_recommendations(_text("areas-for-action.toml"), "areas-for-action.toml")


@cache
def ten_projects() -> tuple[Project, ...]:
    """Return the ten community engagement projects with recommendations and outcomes. Source: file 004, pages 17-32."""
    return read_projects(_text("ten-projects-2006.toml"), "ten-projects-2006.toml")


@cache
def all_recommendations() -> tuple[Recommendation, ...]:
    """Return every recommendation of the example: the committee's, the areas for action, the projects'."""
    projects = tuple(one for project in ten_projects() for one in project.recommendations)
    return (*committee_recommendations(), *areas_for_action(), *projects)


def _text(name: str) -> str:
    return (_DATA / name).read_text("utf-8")

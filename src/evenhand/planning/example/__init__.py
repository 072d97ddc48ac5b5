"""Example data of the plan: real plans and recommendations as structured facts, and a made-up edition to compare."""

from evenhand.planning.example.checked import ExampleAtOdds
from evenhand.planning.example.editions import read_edition
from evenhand.planning.example.recommendations import Project, read_projects, read_recommendations
from evenhand.planning.example.shipped import (
    all_recommendations,
    areas_for_action,
    committee_recommendations,
    made_up_edition,
    plan_of_2006,
    ten_projects,
)

__all__ = [
    "ExampleAtOdds",
    "Project",
    "all_recommendations",
    "areas_for_action",
    "committee_recommendations",
    "made_up_edition",
    "plan_of_2006",
    "read_edition",
    "read_projects",
    "read_recommendations",
    "ten_projects",
]

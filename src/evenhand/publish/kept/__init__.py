"""A release as plain data that a service stores and shows without computing anything: the same words, charts and rows."""

from evenhand.publish.kept.exports import figure_csv, figure_ods, figure_picture, figure_svg
from evenhand.publish.kept.plain import from_plain, to_plain
from evenhand.publish.kept.release import kept
from evenhand.publish.kept.svg import drawing_svg
from evenhand.publish.kept.types import KeptFigure, KeptFinding, KeptSection, Key
from evenhand.publish.kept.whole import (
    KeptArea,
    KeptGroup,
    KeptRelease,
    KeptStage,
    KeptStatement,
    KeptStep,
    StageCount,
)

__all__ = [
    "KeptArea",
    "KeptFigure",
    "KeptFinding",
    "KeptGroup",
    "KeptRelease",
    "KeptSection",
    "KeptStage",
    "KeptStatement",
    "KeptStep",
    "Key",
    "StageCount",
    "drawing_svg",
    "figure_csv",
    "figure_ods",
    "figure_picture",
    "figure_svg",
    "from_plain",
    "kept",
    "to_plain",
]

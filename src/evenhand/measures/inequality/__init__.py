"""How far groups lie apart, in one figure, each with an interval that covers: arrays of shape (tables, groups)."""

from evenhand.measures.inequality.groups import Groups, UnfitGroups
from evenhand.measures.inequality.summaries import SUMMARIES, summaries

__all__ = ["SUMMARIES", "Groups", "UnfitGroups", "summaries"]

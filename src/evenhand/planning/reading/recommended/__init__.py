"""Recommendations in a document: lists under a heading that says so, numbered or with bullets, and what came of them."""

from evenhand.planning.reading.recommended.read import Recommended, read_recommendations
from evenhand.planning.reading.recommended.types import GroupRead, RecommendationRead

__all__ = ["GroupRead", "RecommendationRead", "Recommended", "read_recommendations"]

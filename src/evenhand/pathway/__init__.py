"""One row per journey with the state at every stage. Imports linkage, vocabulary, foundations."""

from evenhand.pathway.build import build_pathways
from evenhand.pathway.stays import FINISHED, LEFT, STAY_DAYS, STAY_WAY
from evenhand.pathway.types import Excluded, Journeys

__all__ = ["FINISHED", "LEFT", "STAY_DAYS", "STAY_WAY", "Excluded", "Journeys", "build_pathways"]

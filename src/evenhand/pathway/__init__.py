"""One row per journey with the state at every stage. Imports linkage, vocabulary, foundations."""

from evenhand.pathway.build import build_pathways
from evenhand.pathway.types import Excluded, Journeys

__all__ = ["Excluded", "Journeys", "build_pathways"]

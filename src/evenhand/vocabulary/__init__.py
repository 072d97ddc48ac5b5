"""What the words mean: code lists in their editions, areas, programmes. Data with sources; imports foundations only."""

from evenhand.vocabulary.areas import ALL_AREAS, LEVELS, Area, Areas
from evenhand.vocabulary.code_lists import UNKNOWNS, CodeList, CodeListValue
from evenhand.vocabulary.load import load_vocabulary, with_programme_file
from evenhand.vocabulary.programmes import Clock, Exit, Polarity, Programme, Stage, StageKind
from evenhand.vocabulary.vocabulary import Vocabulary

__all__ = [
    "ALL_AREAS",
    "LEVELS",
    "UNKNOWNS",
    "Area",
    "Areas",
    "Clock",
    "CodeList",
    "CodeListValue",
    "Exit",
    "Polarity",
    "Programme",
    "Stage",
    "StageKind",
    "Vocabulary",
    "load_vocabulary",
    "with_programme_file",
]

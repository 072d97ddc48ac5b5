"""What the words mean: code lists in their editions, areas, programmes. Data with sources; imports foundations only."""

from evenhand.vocabulary.areas import ALL_AREAS, LEVELS, Area, Areas
from evenhand.vocabulary.code_lists import UNKNOWNS, CodeList, CodeListValue, CodeMap
from evenhand.vocabulary.load import load_vocabulary, with_programme_file
from evenhand.vocabulary.mappings import Comparable, Mapped
from evenhand.vocabulary.programme_parts import Clock, Episodes, Pause, Window
from evenhand.vocabulary.programmes import Exit, Polarity, Programme, Stage, StageKind, link_name
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
    "CodeMap",
    "Comparable",
    "Episodes",
    "Exit",
    "Mapped",
    "Pause",
    "Polarity",
    "Programme",
    "Stage",
    "StageKind",
    "Vocabulary",
    "Window",
    "link_name",
    "load_vocabulary",
    "with_programme_file",
]

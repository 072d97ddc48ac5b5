"""What the words mean: code lists in their editions, areas, programmes. Data with sources; imports foundations only."""

from evenhand.vocabulary.areas import ALL_AREAS, LEVELS, Area, Areas
from evenhand.vocabulary.breaks import Break
from evenhand.vocabulary.code_lists import UNKNOWNS, CodeList, CodeListValue, CodeMap
from evenhand.vocabulary.held import Evidence, Held, HeldAs, NationalRecord
from evenhand.vocabulary.load import load_vocabulary, with_programme_file
from evenhand.vocabulary.mappings import Comparable, Mapped, coarser_lists
from evenhand.vocabulary.own_files import with_own_files
from evenhand.vocabulary.programme_parts import Clock, Episodes, Pause, Window
from evenhand.vocabulary.programmes import Exit, Polarity, Programme, Stage, StageKind, link_name, rule_fields
from evenhand.vocabulary.vocabulary import Vocabulary

__all__ = [
    "ALL_AREAS",
    "LEVELS",
    "UNKNOWNS",
    "Area",
    "Areas",
    "Break",
    "Clock",
    "CodeList",
    "CodeListValue",
    "CodeMap",
    "Comparable",
    "Episodes",
    "Evidence",
    "Exit",
    "Held",
    "HeldAs",
    "Mapped",
    "NationalRecord",
    "Pause",
    "Polarity",
    "Programme",
    "Stage",
    "StageKind",
    "Vocabulary",
    "Window",
    "coarser_lists",
    "link_name",
    "load_vocabulary",
    "rule_fields",
    "with_own_files",
    "with_programme_file",
]

"""Reading what the files of a release carry besides their protected counts: hidden words, places of marks, metadata."""

from evenhand.attack.carriers.carriers import carriers

__all__ = ["carriers"]

"""Side tables of a release: rounded like its counts, and audited together."""

from evenhand.disclosure.side_tables.protect_tally import protect_tallies, protect_tally

__all__ = ["protect_tallies", "protect_tally"]

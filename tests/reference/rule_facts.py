"""The figures of common rules as they stand in the file."""

import csv
from pathlib import Path

FACTS = Path(__file__).with_name("common_rules.csv")


def rule_facts() -> dict[tuple[str, str], dict[str, str]]:
    """Return the figures of each table and rule, as text."""
    lines = [line for line in FACTS.read_text("utf-8").splitlines() if not line.startswith("#")]
    return {(one["table"], one["rule"]): one for one in csv.DictReader(lines)}

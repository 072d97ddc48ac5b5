"""A made-up partnership from a seed: records, counts of the same people, and the truth planted in them."""

from evenhand.synthetic.make import make_partnership
from evenhand.synthetic.settings import load_setting, setting_names
from evenhand.synthetic.types import (
    AREA_SCHEMA,
    CONTACT_SCHEMA,
    COUNT_SCHEMA,
    TEST_SCHEMA,
    TREATMENT_SCHEMA,
    Partnership,
)
from evenhand.synthetic.write import write_partnership

__all__ = [
    "AREA_SCHEMA",
    "CONTACT_SCHEMA",
    "COUNT_SCHEMA",
    "TEST_SCHEMA",
    "TREATMENT_SCHEMA",
    "Partnership",
    "load_setting",
    "make_partnership",
    "setting_names",
    "write_partnership",
]

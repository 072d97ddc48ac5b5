"""A partnership with a provider and a police force, people in each, and rows of a load to put away."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pyarrow as pa

from evenhand.records import RECORD_SCHEMAS
from evenhand_service.accounts.models import User
from evenhand_service.common.who import acting_as
from evenhand_service.organisations.models import Area, Organisation, Purpose
from evenhand_service.organisations.stores.operations import Kept, put_rows
from tests.service.builders_accounts import make_person
from tests.service.builders_organisations import make_agreement, make_area, make_organisation, make_purpose

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = NOW.date()


@dataclass
class Place:
    """Who is there."""

    area: Area = field(default_factory=make_area)
    council: Organisation = field(init=False)
    provider: Organisation = field(init=False)
    police: Organisation = field(init=False)
    purpose: Purpose = field(init=False)
    lead: User = field(init=False)
    analyst: User = field(init=False)
    officer: User = field(init=False)

    def __post_init__(self) -> None:
        self.council = make_organisation(self.area, "Council")
        self.provider = make_organisation(self.area, "Provider", kind="provider")
        self.police = make_organisation(self.area, "Police", kind="police")
        make_agreement(self.area, [self.council, self.provider, self.police])
        self.purpose = make_purpose(self.area, self.council)
        self.lead = make_person("partnership-lead", self.council, self.area)
        self.analyst = make_person("analyst", self.council, self.area)
        self.officer = make_person("justice-analyst", self.police, self.area)

    def put(
        self, rows: pa.Table, *, record: str = "test", person: User | None = None, **told: Any
    ) -> tuple[UUID, Kept]:
        """Put rows into the stores as the lead, who approves."""
        load_id = told.pop("load_id", uuid4())
        given = {"organisation": self.provider, "area": self.area, "purpose": self.purpose, "now": NOW} | told
        person = person or self.lead
        with acting_as(person.pk):
            kept = put_rows(load_id=load_id, record=record, rows=rows, person=person, **given)
        return load_id, kept


def rows_of(record: str, rows: list[dict[str, Any]], **more: list[Any]) -> pa.Table:
    """Return rows in the library's columns, with further characteristics."""
    table = pa.Table.from_pylist(rows, schema=RECORD_SCHEMAS[record])
    for name, values in more.items():
        table = table.append_column(name, pa.array(values, pa.string()))
    return table


def some_tests(number: int = 3, **more: Any) -> pa.Table:
    """Return drug tests of made-up people."""
    rows = [
        {
            "person_id": f"person-{one}",
            "test_date": date(2026, 10, 1 + one % 28),
            "area": "Y1",
            "result": "negative" if one % 2 else "opiates",
            "drug_group": "OPIATE",
            "age": 30 + one % 30,
            "ethnicity": "WHITE_BRITISH",
            "sex": "FEMALE",
            "age_band": "30-39",
        }
        for one in range(number)
    ]
    return rows_of("test", rows, **more)

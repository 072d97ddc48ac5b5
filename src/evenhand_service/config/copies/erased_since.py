"""Who was removed since a backup was made is removed from it again, before anybody can see the restored rows."""

import csv
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import psycopg
from django.db import connections

from evenhand_service.organisations.models import Area
from evenhand_service.organisations.retention.operations import erase, take_back_list

Erased = list[tuple[str, str]]
_LIST = """
    SELECT a.code, e.digest FROM organisations_erasure e JOIN organisations_area a ON a.id = e.area_id
    ORDER BY e.asked_at, e.digest
"""


def erased_until_now(address: str, lists: Sequence[Path]) -> Erased:
    """Return the removals that the present database knows, if it can be read, and those of lists kept apart."""
    found: Erased = []
    try:
        with psycopg.connect(address) as connection:
            found += connection.execute(_LIST).fetchall()
    except (psycopg.OperationalError, psycopg.errors.UndefinedTable):
        pass  # destroyed: that is what one restores for, and then the lists count
    for path in lists:
        with path.open(newline="", encoding="utf-8") as file:
            found += [(row["area"], row["digest"]) for row in csv.DictReader(file)]
    return list(dict.fromkeys(found))


def erase_again(database: str, erased: Erased, *, now: datetime) -> int:
    """Remove these people, and all whom the backup itself lists, from a restored database; return how many rows went."""
    keeper = connections["keeper"]
    usual = keeper.settings_dict["NAME"]
    keeper.close()
    keeper.settings_dict["NAME"] = database
    try:
        # A place that the backup does not know has nobody in it.
        known = set(Area.objects.using("keeper").values_list("code", flat=True))
        take_back_list(erasures=[one for one in erased if one[0] in known], now=now)
        certificates = erase(now=now, again=True)
    finally:
        keeper.close()
        keeper.settings_dict["NAME"] = usual
    return sum(int(line["number"]) for one in certificates for line in one.lines)

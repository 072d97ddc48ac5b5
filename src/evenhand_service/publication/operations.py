"""Counting requests: one statement for everything that a request counts against, so that no two can miss each other."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from evenhand_service.publication.models import Asking

_COUNT = (
    'INSERT INTO publication_asking (fingerprint, kind, "window", requests, ends_at) VALUES {rows} '
    'ON CONFLICT (fingerprint, kind, "window") DO UPDATE SET requests = publication_asking.requests + 1 '
    "RETURNING fingerprint, requests"
)


def count_request(
    *, limits: Mapping[str, int], kind: str, seconds: int, forgotten_after: int, now: datetime
) -> int:
    """Count a request against each fingerprint; return how many seconds to wait, 0 where none is over its limit.

    Limits are how many requests each fingerprint may make in a window of `seconds`.
    """
    window = int(now.timestamp()) // seconds
    ends_at = datetime.fromtimestamp((window + 1) * seconds, UTC)
    # In one order: two requests that count against the same rows wait for each other, and never both.
    told = [part for one in sorted(limits) for part in (one, kind, window, ends_at)]
    rows = ", ".join(["(%s, %s, %s, 1, %s)"] * len(limits))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_COUNT.format(rows=rows), told)
        counted = dict(cursor.fetchall())
        if 1 in counted.values():
            Asking.objects.filter(ends_at__lt=now - timedelta(seconds=forgotten_after)).delete()
    over = any(requests > limits[one] for one, requests in counted.items())
    return max(1, int((ends_at - now).total_seconds())) if over else 0

"""Minutes frozen as they were agreed."""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from evenhand_service.governance.models import Meeting, Minutes
from evenhand_service.governance.operations.meetings import move


def agree_minutes(*, meeting: Meeting, person: Any, body: Mapping[str, Any], now: datetime) -> Minutes:
    """Freeze a meeting's minutes (`queries.minutes.body_of`) as they were agreed. Source: D12."""
    with transaction.atomic():
        move(meeting=meeting, verb="agree_minutes", now=now)
        told = {**body, "state": meeting.state, "agreed": now.isoformat()}
        return Minutes.objects.create(
            meeting=meeting,
            area_id=meeting.area_id,
            body=told,
            sha256=seal(told),
            agreed_by=person,
            agreed_by_name=person.name,
            agreed_at=now,
        )


def seal(body: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a body written in one way."""
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()

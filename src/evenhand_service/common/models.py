"""Models of the common app, for Django to find."""

from evenhand_service.common.audit.models import AuditEntry
from evenhand_service.common.kept.models import KeptForm
from evenhand_service.common.shared.models import SharedValue

__all__ = ["AuditEntry", "KeptForm", "SharedValue"]

"""Models of the common app, for Django to find."""

from evenhand_service.common.audit.models import AuditEntry
from evenhand_service.common.kept.models import KeptForm

__all__ = ["AuditEntry", "KeptForm"]

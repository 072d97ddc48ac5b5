"""Models of the common app, for Django to find."""

from evenhand_service.common.audit.models import AuditEntry

__all__ = ["AuditEntry"]

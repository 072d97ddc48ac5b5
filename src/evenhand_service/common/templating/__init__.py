"""How pages are made: Jinja with Django's addresses and words, and the reader's own dates and numbers."""

from evenhand_service.common.templating.environment import environment

__all__ = ["environment"]

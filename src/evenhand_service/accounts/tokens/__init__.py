"""Tokens of programs: made and ended by their person; `authenticate` is what the HTTP API asks."""

from evenhand_service.accounts.tokens.authentication import Bearer, authenticate

__all__ = ["Bearer", "authenticate"]

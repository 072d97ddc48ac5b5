"""Governance: groups that answer for a plan, their meetings from agenda to minutes, calendars, one message a person."""

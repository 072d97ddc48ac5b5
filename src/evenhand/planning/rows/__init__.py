"""The rows of a plan: an action with its aim, date and leads, as a document states it; and what was not placed."""

from evenhand.planning.rows.plan_row import Doubt, Lead, PlanRow, Unplaced, Where, confidence_in

__all__ = ["Doubt", "Lead", "PlanRow", "Unplaced", "Where", "confidence_in"]

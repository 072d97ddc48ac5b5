"""Areas beside each other: limits within which chance alone would leave them."""

from evenhand.measures.funnels.funnel import funnel
from evenhand.measures.funnels.kinds import Kind, Trim
from evenhand.measures.funnels.rules import FunnelRules, load_funnel_rules
from evenhand.measures.funnels.types import Adjustment, Funnel

__all__ = ["Adjustment", "Funnel", "FunnelRules", "Kind", "Trim", "funnel", "load_funnel_rules"]

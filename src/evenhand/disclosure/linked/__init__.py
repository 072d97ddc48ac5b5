"""Counts tied to each other by sums, and what a reader can derive of each: linear programmes over what is published."""

from evenhand.disclosure.linked.audit import Audit, audit
from evenhand.disclosure.linked.demand import Demand
from evenhand.disclosure.linked.link import Sum, link
from evenhand.disclosure.linked.linked_set import Contradiction, LinkedSet
from evenhand.disclosure.linked.published import Published

__all__ = ["Audit", "Contradiction", "Demand", "LinkedSet", "Published", "Sum", "audit", "link"]

"""From an action's figure to what became of it: what can be promised, what releases say, whether it moved."""

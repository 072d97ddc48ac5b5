"""How far groups lie apart, in one figure, each with an interval that covers: arrays of shape (tables, groups)."""

"""Summary measures of how far groups lie apart, each with an interval that covers. Takes counts of groups, shape (tables, groups)."""

"""The quarterly review of a region: its areas side by side, by what their newest releases say."""

"""What a command's exit code says."""

OK, SOME_REJECTED, UNUSABLE, INTERRUPTED, BROKEN = 0, 1, 2, 130, 70
RECOVERED = 1
"""An attack recovered something."""

"""Models of monitoring, a file for each thing."""

from evenhand_service.monitoring.models.kept import (
    KeptFigure,
    KeptFinding,
    KeptSection,
    KeptText,
    ReleaseFile,
)
from evenhand_service.monitoring.models.releases import ExactLook, Release

__all__ = ["ExactLook", "KeptFigure", "KeptFinding", "KeptSection", "KeptText", "Release", "ReleaseFile"]

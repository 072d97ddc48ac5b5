"""Models of monitoring, a file for each thing."""

from evenhand_service.monitoring.models.kept import (
    KeptFigure,
    KeptFinding,
    KeptSection,
    KeptText,
    ReleaseFile,
)
from evenhand_service.monitoring.models.loads import Load, LoadChunk, LoadProblem
from evenhand_service.monitoring.models.releases import ExactLook, Release
from evenhand_service.monitoring.models.runs import LedgerRow, Run, RunInput
from evenhand_service.monitoring.models.workers import WorkerBeat

__all__ = [
    "ExactLook",
    "KeptFigure",
    "KeptFinding",
    "KeptSection",
    "KeptText",
    "LedgerRow",
    "Load",
    "LoadChunk",
    "LoadProblem",
    "Release",
    "ReleaseFile",
    "Run",
    "RunInput",
    "WorkerBeat",
]

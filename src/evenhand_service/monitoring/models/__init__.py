"""Models of monitoring, a file for each thing."""

from evenhand_service.monitoring.models.comments import Comment
from evenhand_service.monitoring.models.explanations import ActionSeed, Explanation
from evenhand_service.monitoring.models.kept import (
    KeptFigure,
    KeptFinding,
    KeptSection,
    KeptText,
    ReleaseFile,
)
from evenhand_service.monitoring.models.loads import Load, LoadChunk, LoadProblem
from evenhand_service.monitoring.models.needs import NeedsAgreement, NeedsText
from evenhand_service.monitoring.models.releases import ExactLook, Release
from evenhand_service.monitoring.models.runs import LedgerRow, Run, RunInput
from evenhand_service.monitoring.models.threads import FindingThread, ReleaseDigest
from evenhand_service.monitoring.models.workers import WorkerBeat

__all__ = [
    "ActionSeed",
    "Comment",
    "ExactLook",
    "Explanation",
    "FindingThread",
    "KeptFigure",
    "KeptFinding",
    "KeptSection",
    "KeptText",
    "LedgerRow",
    "Load",
    "LoadChunk",
    "LoadProblem",
    "NeedsAgreement",
    "NeedsText",
    "Release",
    "ReleaseDigest",
    "ReleaseFile",
    "Run",
    "RunInput",
    "WorkerBeat",
]

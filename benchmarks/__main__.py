"""Runs all benchmarks, or those named: python -m benchmarks [speed] [scale] [reading] [differencing] and so on."""

import sys

from benchmarks import (
    alike,
    common_rules,
    coverage,
    differencing,
    effects,
    finding,
    measures,
    pathway,
    peers,
    plans,
    quarterly,
    reading,
    scale,
    speed,
    suppression,
)
from benchmarks.service import run as service

ALL = {
    "speed": speed.run,
    "scale": scale.run,
    "reading": reading.run,
    "pathway": pathway.run,
    "measures": measures.run,
    "peers": peers.run,
    "coverage": coverage.run,
    "findings": finding.run,
    "differencing": differencing.run,
    "common_rules": common_rules.run,
    "suppression": suppression.run,
    "quarterly": quarterly.run,
    "effects": effects.run,
    "plans": plans.run,
    "alike": alike.run,
    "service": service.run,
}


def main() -> int:
    """Print one line per figure: what, measured, limit, ratio."""
    chosen = sys.argv[1:] or list(ALL)
    for name in chosen:
        for line in ALL[name]():
            print(line, flush=True)
    return 0


sys.exit(main())

"""Each rule reports the fault that it is there for, and leaves good code alone."""

from pathlib import Path

import pytest

from tests.architecture import rules
from tests.architecture.source import Module, read_module


def module(tmp_path: Path, name: str, text: str) -> Module:
    path = tmp_path.joinpath("evenhand", *name.split("/")).with_suffix(".py")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return read_module(path, tmp_path)


@pytest.fixture(autouse=True)
def _paths_are_printed_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.architecture.source.ROOT", tmp_path)


@pytest.mark.parametrize(
    ("rule", "name", "text"),
    [
        (rules.network_used, "records/read", "import requests"),
        (rules.network_used, "cli", "from urllib.request import urlopen"),
        (rules.network_used, "cli", "from urllib import request"),
        (rules.network_used, "cube/count", "def count():\n    import socket"),
        (rules.clock_read, "flow", "from datetime import date\nday = date.today()"),
        (rules.clock_read, "flow", "import datetime as dt\nday = dt.datetime.now(tz=dt.UTC)"),
        (rules.clock_read, "flow", "from datetime import datetime\nfactory = datetime.now"),
        (rules.clock_read, "flow", "import time\nstart = time.time()"),
        (rules.chance_used, "synthetic/draw", "import random\nx = random.random()"),
        (rules.chance_used, "synthetic/draw", "from random import shuffle\nshuffle(rows)"),
        (rules.chance_used, "synthetic/draw", "import numpy as np\nrng = np.random.default_rng()"),
        (rules.chance_used, "synthetic/draw", "import numpy as np\nrng = np.random.default_rng(None)"),
        (rules.chance_used, "synthetic/draw", "from numpy.random import default_rng\nrng = default_rng()"),
        (rules.chance_used, "cli", "import numpy as np\nx = np.random.normal(3)"),
        (rules.chance_used, "linkage/key", "import uuid\nkey = uuid.uuid4()"),
        (rules.chance_used, "linkage/key", "from secrets import token_bytes\nkey = token_bytes(32)"),
        (rules.publish_reaches_back, "publish/page", "from evenhand import cube"),
        (rules.publish_reaches_back, "publish/page", "from evenhand.records.read import rows"),
        (rules.publish_reaches_back, "publish/page", "from ..linkage import links"),
        (rules.publish_reaches_back, "publish/__init__", "from .. import pathway"),
        (
            rules.publish_reaches_back,
            "publish/page",
            "import importlib\nimportlib.import_module('evenhand.disclosure')",
        ),
        (rules.seal_named, "publish/page", "from evenhand.foundations import seal"),
        (rules.seal_named, "cube/coverage", "from evenhand.foundations import seal_tally"),
        (rules.seal_named, "measures/series", "from evenhand.foundations.checked_result import seal_result"),
        (rules.seal_named, "cube/count", "from evenhand import foundations\nfoundations.seal(table)"),
        (rules.seal_named, "flow", "from evenhand import foundations\ngetattr(foundations, 'seal')(table)"),
    ],
)
def test_rule_reports_fault(tmp_path: Path, rule, name: str, text: str) -> None:
    assert len(rule([module(tmp_path, name, text)])) >= 1


@pytest.mark.parametrize(
    ("rule", "name", "text"),
    [
        (rules.network_used, "records/read", "import urllib.parse"),
        (rules.clock_read, "cli", "from datetime import UTC, datetime\nday = datetime.now(tz=UTC).date()"),
        (rules.clock_read, "flow", "from datetime import date\nday = date(2026, 4, 1)"),
        (rules.chance_used, "synthetic/draw", "import numpy as np\nrng = np.random.default_rng(seed)"),
        (rules.chance_used, "synthetic/draw", "import numpy as np\ndef draw(rng: np.random.Generator): ..."),
        (rules.chance_used, "synthetic/draw", "import random\nrng = random.Random(seed)"),
        (rules.chance_used, "cli", "import secrets\nkey = secrets.token_bytes(32)"),
        (rules.publish_reaches_back, "publish/page", "from evenhand.measures import rate"),
        (rules.publish_reaches_back, "flow", "from evenhand import cube, publish"),
        (
            rules.publish_reaches_back,
            "publish/page",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from evenhand.cube import Cube",
        ),
        (rules.seal_named, "disclosure/protect", "from evenhand.foundations import seal\nseal(table)"),
        (rules.seal_named, "flow", "from evenhand.disclosure import protect"),
    ],
)
def test_rule_leaves_good_code_alone(tmp_path: Path, rule, name: str, text: str) -> None:
    assert rule([module(tmp_path, name, text)]) == []

"""The library has no network, no clock, and no chance but from a seed."""

from tests.architecture import rules
from tests.architecture.source import library_modules


def test_there_is_a_library_to_check() -> None:
    assert "evenhand" in {module.name for module in library_modules()}


def test_library_uses_no_network() -> None:
    assert rules.network_used(library_modules()) == []


def test_library_reads_no_clock() -> None:
    assert rules.clock_read(library_modules()) == []


def test_library_draws_from_seeds_only() -> None:
    assert rules.chance_used(library_modules()) == []

"""Only disclosure makes a protected table, and publish has no way round it."""

from tests.architecture import rules
from tests.architecture.source import library_modules


def test_publish_imports_no_stage_with_persons_or_exact_counts() -> None:
    assert rules.publish_reaches_back(library_modules()) == []


def test_only_disclosure_names_seal() -> None:
    assert rules.seal_named(library_modules()) == []


def test_foundations_defines_seal() -> None:
    from evenhand import foundations

    assert callable(foundations.seal)

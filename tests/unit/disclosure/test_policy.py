"""Policies: those that come with Evenhand, a file of one's own, and what is wrong with one."""

from pathlib import Path

import pytest

from evenhand.disclosure import DEFAULT_POLICY, load_policy, policy_names
from evenhand.foundations import EvenhandError, UnknownName, UnreadableFile, VocabularyError

GOOD = {
    "id": '"mine"',
    "version": '"1"',
    "title": '"Mine"',
    "words": '"as I like it"',
    "source": '"me"',
    "publishable": "true",
    "threshold": "5",
    "base": "5",
    "small_group": "20",
    "exempt_units": '["residents"]',
}


def write(folder: Path, **changed: str | None) -> str:
    lines = {**GOOD, **changed}
    path = folder / "mine.toml"
    path.write_text("".join(f"{name} = {value}\n" for name, value in lines.items() if value is not None))
    return str(path)


def test_the_policies_that_come_with_evenhand() -> None:
    assert policy_names() == ("cell-key-5", "internal-exact", "open-5", "suppress-5")
    assert DEFAULT_POLICY == "open-5"
    for name in policy_names():
        policy = load_policy(name)
        assert policy.id == name
        assert policy.words
        assert policy.source
        assert len(policy.sha256) == 64


def test_what_may_be_published_hides_small_counts() -> None:
    for policy in map(load_policy, policy_names()):
        assert policy.publishable == (policy.threshold >= 5)


def test_a_policy_from_a_file(tmp_path: Path) -> None:
    policy = load_policy(write(tmp_path))
    assert (policy.id, policy.base, policy.exempt_units) == ("mine", 5, ("residents",))
    assert policy.protection.words == "as I like it"


def test_units_need_not_be_exempt(tmp_path: Path) -> None:
    assert load_policy(write(tmp_path, exempt_units=None)).exempt_units == ()


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="Known policies: cell-key-5, internal-exact, open-5, suppress-5"):
        load_policy("open-6")


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(UnreadableFile, match=r"nowhere\.toml cannot be read"):
        load_policy("/no/such/folder/nowhere.toml")


def test_a_file_that_is_not_text(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableFile, match="UTF-8"):
        load_policy(str(path))


def test_a_file_that_is_not_toml(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("threshold == 5\n")
    with pytest.raises(VocabularyError, match=r"mine\.toml lacks or misspells"):
        load_policy(str(path))


@pytest.mark.parametrize("name", sorted(set(GOOD) - {"exempt_units"}))
def test_nothing_may_be_left_out(tmp_path: Path, name: str) -> None:
    with pytest.raises(VocabularyError, match=name):
        load_policy(write(tmp_path, **{name: None}))


def test_a_word_that_no_policy_has(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="treshold"):
        load_policy(write(tmp_path, treshold="5"))


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("base", "4", "odd whole number"),
        ("base", "0", "odd whole number"),
        ("base", "-5", "odd whole number"),
        ("threshold", "-1", "0 or more"),
        ("threshold", "6", "above its base"),
        ("small_group", "-1", "small_group must be 0 or more"),
        ("base", "5.0", "base must be a whole number"),
        ("threshold", '"5"', "threshold must be a whole number"),
        ("threshold", "true", "threshold must be a whole number"),
        ("publishable", '"false"', "publishable must be true or false"),
        ("version", "1", "version must be a text"),
        ("exempt_units", '"residents"', "exempt_units must be a list"),
        ("exempt_units", "[1]", "exempt_units must be a list"),
    ],
)
def test_a_policy_that_cannot_be_used_says_why(tmp_path: Path, name: str, value: str, why: str) -> None:
    with pytest.raises(EvenhandError, match=why):
        load_policy(write(tmp_path, **{name: value}))


def test_cell_keys_need_a_perturbation_table_and_nothing_else_has_one(tmp_path: Path) -> None:
    for changed in ({"kind": '"cell_keys"'}, {"perturbation": '"change-8"'}):
        with pytest.raises(VocabularyError, match="perturbation must name a table"):
            load_policy(write(tmp_path, **changed))
    assert load_policy("cell-key-5").perturbation == "change-8"

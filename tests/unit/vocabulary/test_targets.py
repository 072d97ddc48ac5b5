"""What a programme was meant to reach: kept with its source, and never for a step that is not there."""

from importlib import resources

import pytest

from evenhand.foundations import VocabularyError
from evenhand.vocabulary import load_vocabulary
from evenhand.vocabulary.load import read_programme

DIP = load_vocabulary().programme("dip-2006")


def test_targets_of_the_dip_say_whether_they_were_verified() -> None:
    by_stage = {one.stage: one for one in DIP.targets}
    assert (by_stage["imposed"].share, by_stage["imposed"].verified) == (0.95, False)
    assert (by_stage["attended"].share, by_stage["attended"].to) == (0.85, 0.95)
    assert by_stage["retained"].verified
    assert all(one.source for one in DIP.targets)


def test_what_no_record_tells_has_a_target_and_no_step() -> None:
    (tested,) = (one for one in DIP.targets if one.stage is None)
    assert "arrested" in tested.title


def test_a_target_for_a_step_that_is_not_there_is_refused() -> None:
    text = (resources.files("evenhand.vocabulary") / "data" / "programme-dip-2006.toml").read_text("utf-8")
    with pytest.raises(VocabularyError, match="has a target for 'imposed_on', which is no stage of it"):
        read_programme(text.replace('stage = "imposed"', 'stage = "imposed_on"'), "mine.toml")

"""What a programme says of how long people stay: of a step that it has, from a date to another."""

from importlib import resources

import pytest

from evenhand.foundations import VocabularyError
from evenhand.vocabulary import load_vocabulary
from evenhand.vocabulary.load import read_programme

FOLLOWED = ("arrest-to-treatment", "ndtms-treatment", "alcohol-treatment", "alcohol-and-drugs-treatment")


@pytest.mark.parametrize("name", FOLLOWED)
def test_treatment_is_followed_from_its_start(name: str) -> None:
    stay = load_vocabulary().programme(name).stay
    assert stay is not None
    assert (stay.of, stay.start, stay.end) == ("started", "treatment.start_date", "treatment.end_date")
    assert stay.finished == ("completed",)


def test_a_programme_need_not_follow_a_stay() -> None:
    assert load_vocabulary().programme("stop-and-search").stay is None


def test_a_stay_of_a_step_that_is_not_there_is_refused() -> None:
    text = (resources.files("evenhand.vocabulary") / "data" / f"programme-{FOLLOWED[0]}.toml").read_text(
        "utf-8"
    )
    with pytest.raises(VocabularyError, match="follows a stay of 'begun', which is no stage of it"):
        read_programme(text.replace('of = "started"\nfrom', 'of = "begun"\nfrom'), "mine.toml")

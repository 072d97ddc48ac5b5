"""How counts were protected is said in the language of the page, whichever policy that comes with Evenhand was chosen."""

import pytest

from evenhand.disclosure.policy import load_policy, policy_names
from evenhand.vocabulary.language import load_messages


@pytest.mark.parametrize("name", policy_names())
def test_every_policy_has_its_words_in_every_language(name: str) -> None:
    key = f"figures.policy.{name.replace('-', '_')}"
    english, welsh = (load_messages(language).say(key) for language in ("en", "cy"))
    assert english == load_policy(name).words, "the words of the policy and of the page have parted"
    assert welsh
    assert welsh != english

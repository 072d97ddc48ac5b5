"""What always holds of claims: a phrase is let through with its evidence, and with that alone."""

from hypothesis import given
from hypothesis import strategies as st

from evenhand.findings.claims import faults_of, load_claims, with_claims
from evenhand.findings.evidence import Evidence

CLAIMS = load_claims().claims
ends = st.lists(st.floats(-1, 1), min_size=3, max_size=3).map(lambda three: tuple(sorted(three)))
verdicts = st.dictionaries(
    st.sampled_from(
        ["within.drug_group", "within.suite", "unknowns", "trend", "mark", "rows", "surely", "borrowed"]
    ),
    st.sampled_from(
        ["same", "smaller", "wider", "reversed", "cannot_say", "stays", "narrowed", "form", "apart"]
    ),
    max_size=3,
)
evidences = st.builds(
    Evidence,
    kind=st.sampled_from(["difference", "recording", "unsaid"]),
    cell_ids=st.just(("a",)),
    gap=st.none() | ends,
    adjusted_p=st.none() | st.floats(0, 1),
    error_rate=st.none() | st.just(0.05),
    polarity=st.sampled_from(["favourable", "adverse", "none", ""]),
    verdicts=st.none() | verdicts,
)


@given(evidences, st.sampled_from(CLAIMS), st.sampled_from(["en", "cy"]), st.data())
def test_a_phrase_is_let_through_with_its_evidence_alone(evidence, claim, language: str, data) -> None:
    phrase = data.draw(st.sampled_from(claim.phrases[language])).replace("*", "")
    made = list(load_claims().made_in(phrase, language))
    assert claim in made
    beyond = faults_of(f"Before. {phrase.capitalize()}, and after.", evidence, language)
    assert (beyond == []) == all(one.is_supported(evidence) for one in made)


@given(evidences)
def test_the_claims_of_evidence_are_those_it_supports(evidence) -> None:
    assert set(with_claims(evidence).claims) == {one.id for one in CLAIMS if one.is_supported(evidence)}


@given(evidences)
def test_no_evidence_without_a_controlled_test_or_a_further_look_carries_a_difference(evidence) -> None:
    claims = set(with_claims(evidence).claims)
    if evidence.adjusted_p is None or evidence.adjusted_p >= 0.05:
        assert not claims & {
            "difference",
            "direction_more",
            "direction_less",
            "size",
            "better_or_worse",
            "too_coarse",
        }
    if not evidence.verdicts:
        assert not claims & {"change", "within_smaller", "stays_whoever_they_are", "coincidence", "borrowed"}

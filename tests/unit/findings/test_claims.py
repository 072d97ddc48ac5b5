"""What is said claims no more than its evidence carries; and the test of it finds over-claims that are planted."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from evenhand.findings import Findings, find
from evenhand.findings.claims import CONDITIONS, faults_of, load_claims, template_faults, with_claims
from evenhand.findings.evidence import Evidence
from evenhand.foundations import CountTable
from evenhand.measures import MeasureTable, measure
from evenhand.vocabulary import Polarity, Programme, Vocabulary
from evenhand.vocabulary.language import LANGUAGES, load_messages
from evenhand.vocabulary.translate import in_language, programme_in
from tests.unit.measures.counted import groups, in_strata, programme, visits, words
from tests.unit.publish.releases import partnership, stop_and_search

UNSAID = Evidence(kind="unsaid", cell_ids=())
MANY = {"A": (4000, 2000, 1500), "B": (4000, 900, 300), "C": (4000, 3000, 2999), "D": (30, 2, 1)}
HELD = with_claims(
    Evidence(
        kind="difference",
        cell_ids=("one", "other"),
        gap=(-0.3, -0.2, -0.1),
        comparisons=10,
        adjusted_p=0.01,
        error_rate=0.05,
        polarity="favourable",
        verdicts={"within.drug_group": "smaller"},
    )
)


def forms(key: str, language: str) -> list[str]:
    text = load_messages(language).texts[key]
    return [text] if isinstance(text, str) else list(text.values())


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_message_makes_a_claim_that_is_not_its_own(language: str) -> None:
    keys = [key for key in load_messages(language).texts if key.startswith(("findings.", "monitoring."))]
    assert len(keys) > 100
    assert [
        fault
        for key in keys
        for text in forms(key, language)
        for fault in template_faults(key, text, language)
    ] == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_messages_of_a_claim_make_it_with_the_phrases_that_are_looked_for(language: str) -> None:
    """A message whose words were changed would otherwise go unlooked at."""
    keys = list(load_messages(language).texts)
    for claim in load_claims().claims:
        for start in claim.messages:
            mine = [key for key in keys if key.startswith(start)]
            made = [
                one.id
                for key in mine
                for text in forms(key, language)
                for one in load_claims().made_in(text, language)
            ]
            assert claim.id in made, f"{language}: {start} never makes the claim {claim.id}"


def test_every_condition_is_known_and_is_asked_for() -> None:
    asked = {need for claim in load_claims().claims for need in claim.needs}
    assert asked == set(CONDITIONS)


Measured = tuple[CountTable, MeasureTable, Programme, Vocabulary]


@cache
def tables() -> tuple[Measured, ...]:
    """Made-up and real programmes, of every polarity, exact and protected, within strata and without; measured once."""
    found: list[Measured] = []

    def add(counts: CountTable, plan: Programme) -> None:
        found.append((counts, measure(counts, programme=plan, vocabulary=words()), plan, words()))

    for polarity in Polarity:
        policy = "open-5" if polarity == Polarity.FAVOURABLE else None
        for plan in (programme(polarity=polarity, steps=("seen", "helped")), visits(polarity=polarity)):
            add(groups(plan, MANY, policy=policy), plan)
    plan = replace(programme(), within=("drug_group",))
    base = {"X": (560, 500), "Y": (40, 15)}
    for own in (
        {"X": (40, 34), "Y": (360, 130)},
        {"X": (300, 100), "Y": (20, 1)},
        {"X": (10, 5), "Y": (390, 60)},
    ):
        add(in_strata(plan, {"A": base, "B": own}, policy="open-5"), plan)
    for one in (partnership(areas={"X1": "Abertest"}), stop_and_search()):
        found.append((one.counts, one.measures, one.programme, one.vocabulary))
    return tuple(found)


def corpus(language: str) -> Iterator[Findings]:
    """What is said of each table, in a language."""
    for counts, measures, plan, vocabulary in tables():
        spoken = in_language(vocabulary, language)
        yield find(counts, measures, programme=programme_in(plan, language), vocabulary=spoken)


@pytest.mark.slow
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_sentence_claims_more_than_its_evidence(language: str) -> None:
    faults, made, lines = [], set(), []
    for findings in corpus(language):
        for one in (*findings.headlines, *findings.further):
            said = [one.short, one.sentence, *(part.sentence for part in one.within)]
            lines.append(one.short)
            made |= {claim.id for text in said for claim in load_claims().made_in(text, language)}
            faults += [(text, fault) for text in said for fault in faults_of(text, one.evidence, language)]
        faults += [
            (one.sentence, fault)
            for one in findings.cannot_say
            for fault in faults_of(one.sentence, UNSAID, language)
        ]
        faults += [(findings.rule, fault) for fault in faults_of(findings.rule, UNSAID, language)]
    assert faults == []
    assert {"difference", "direction_less", "size", "within_smaller"} <= made
    assert [one for one in lines if len(one) > 120 or "\n" in one] == []
    assert len(lines) > 20


@pytest.mark.parametrize(
    ("sentence", "evidence", "fault"),
    [
        ("people of B were visited more often than people of A", HELD, "direction_more"),
        (
            "people of B were visited less often than people of A",
            replace(HELD, adjusted_p=0.06),
            "difference",
        ),
        (
            "people of B were visited less often than people of A",
            replace(HELD, gap=(-0.3, -0.2, 0.1)),
            "difference",
        ),
        ("If the shares had been equal, 5 more people", replace(HELD, gap=(0.1, 0.2, 0.3)), "size"),
        ("people of B fare worse", HELD, None),
        ("people of B have it worse", replace(HELD, polarity="none"), "better_or_worse"),
        (
            "the difference is smaller",
            replace(HELD, verdicts={"within.drug_group": "same"}),
            "within_smaller",
        ),
        ("the difference is wider", HELD, "within_wider"),
        ("the difference is there as well", replace(HELD, verdicts=None), "within_same"),
        ("the difference has narrowed", HELD, "change"),
        ("whatever the group of those not recorded, the difference stays", HELD, "stays_whoever_they_are"),
        ("Ethnic group is less often recorded of women", HELD, "recorded_less"),
        ("it changed at the same time as the form", HELD, "coincidence"),
        ("the groups differ from each other", replace(HELD, kind="recording", adjusted_p=0.5), "too_coarse"),
        ("too few people to tell", HELD, "nothing_can_be_said"),
        ("this is because they moved", HELD, "never"),
        ("they have a greater need", HELD, "never"),
        ("There is no difference between the groups", UNSAID, "never"),
        ("the worst area of all", HELD, "never"),
        ("services discriminate against them", HELD, "never"),
    ],
)
def test_a_claim_beyond_its_evidence_is_found(sentence: str, evidence: Evidence, fault: str | None) -> None:
    found = faults_of(sentence, evidence, "en")
    assert (found == []) if fault is None else any(fault in one for one in found)


def test_the_same_is_found_in_welsh() -> None:
    assert faults_of("mae'r gwahaniaeth yn fwy", HELD, "cy")
    assert faults_of("oherwydd y gwasanaeth", HELD, "cy") == ["says 'oherwydd', which may never be said"]
    assert faults_of("mae'r gwahaniaeth yn llai", HELD, "cy") == []


def test_an_over_claim_planted_in_a_message_is_found() -> None:
    planted = "In {area}, of every 100 {people}, {said} {did}, and the difference has widened because of it"
    assert template_faults("findings.proportion.lead", planted, "en") == [
        "findings.proportion.lead makes the claim 'change'",
        "findings.proportion.lead says 'because*'",
    ]
    assert template_faults("findings.within.same", "the difference is smaller", "en")
    assert template_faults("findings.within.smaller", "the difference is smaller", "en") == []

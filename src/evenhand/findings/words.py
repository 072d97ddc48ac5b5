"""Numbers and groups in the words of a sentence: natural frequencies with their range, no direction of its own."""

from evenhand.measures import pooled_years
from evenhand.vocabulary import Programme, Stage, Vocabulary
from evenhand.vocabulary.speech import Speech, speech

ENGLISH = speech("en")


def of_every_100(share: float, speech: Speech = ENGLISH) -> str:
    """Return a share as a whole number of every 100: '41'; '1' or less is said as it is."""
    if share >= 0.005 or share == 0:
        return f"{_hundredths(share)}"
    return speech.say("findings.fewer_than_1")


def in_100(share: float, speech: Speech = ENGLISH) -> str:
    """Return a share as a phrase: 'about 13 in 100', 'fewer than 1 in 100', 'none'."""
    if share == 0:
        return speech.say("findings.none")
    if share < 0.005:
        return speech.say("findings.fewer_than_1_in_100")
    return speech.say("findings.in_100", figure=_hundredths(share))


def _hundredths(share: float) -> int:
    """Halves up, so that half of one in 100 is not said as none."""
    return int(100 * share + 0.5)


def per_1000(rate: float) -> str:
    """Return a rate with as many digits as a reader needs: '21', '4.8', '0.3'."""
    return f"{rate:,.0f}" if rate >= 20 else f"{rate:.1f}"


def times(ratio: float, speech: Speech = ENGLISH) -> str:
    """Return a ratio in words: 'about twice', 'about 4 times', 'about half'."""
    if ratio >= 1.95:
        said = f"{round(ratio, 1) if ratio < 9.95 else round(ratio):g}"
        return speech.say("findings.twice") if said == "2" else speech.say("findings.times", figure=said)
    if 0.475 <= ratio < 0.525:
        return speech.say("findings.half")
    return speech.say("findings.times", figure=f"{ratio:.1f}")


def number_range(low: int, high: int, speech: Speech = ENGLISH) -> str:
    """Return a range of whole numbers in words: 'about 15 to 35', 'about 20'."""
    if low == high:
        return speech.say("findings.about", figure=f"{low:,}")
    return speech.say("findings.about_range", low=f"{low:,}", high=f"{high:,}")


def group_people(vocabulary: Vocabulary, code_list: str, edition: str, group: str) -> str:
    """Return who a group is in a sentence: 'Bangladeshi people', 'women', 'people aged 18 to 24'."""
    key = f"{code_list}:{edition}"
    if key in vocabulary.code_lists:
        return vocabulary.code_lists[key].people(group)
    return vocabulary.speech.say("findings.in_the_group", group=group)


def of_group(people: str, programme: Programme, stage: Stage, speech: Speech = ENGLISH) -> str:
    """Return the denominator of a stage for one group: 'Bangladeshi people found in need', 'searches of Black people'."""
    before = programme.stage(str(stage.of)).people
    anybody = speech.say("findings.people")
    if before.startswith(anybody):
        return f"{people}{before.removeprefix(anybody)}"
    return speech.say("findings.of_people", what=before, people=people)


def capital(text: str) -> str:
    """Return the text with a capital at its start."""
    return text[:1].upper() + text[1:]


def years_together(period: str, speech: Speech = ENGLISH) -> str:
    """Return the words for years put together: 'three years together (2021/22 to 2023/24)'."""
    number, first, last = pooled_years(period)
    said = speech.say(f"findings.number.n{number}") if number < 6 else str(number)
    return speech.say("findings.years_together", number=said, first=first, last=last)

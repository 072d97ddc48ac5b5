"""Standing in plain words, in each language."""

from datetime import date

from evenhand.planning.standing.types import Problem, StageStanding, Standing, State, Why
from evenhand.vocabulary.speech import Speech, speech


def state_words(state: State, language: str = "en") -> str:
    """Return what a state is called: 'overdue', 'not yet due'."""
    return speech(language).say(f"standing.state.{state}")


def said(standing: Standing, language: str = "en") -> str:
    """Return why an action stands where it does, what else it waits for, and whether that is an inference."""
    talk = speech(language)
    parts = [_why(standing.why, talk)]
    if standing.blocked_by and standing.state is not State.BLOCKED:
        parts.append(talk.say("standing.also_waits", references=talk.joined(standing.blocked_by)))
    if standing.unblocked_on and standing.why.message != "unblocked":
        parts.append(talk.say("standing.no_longer_waits", day=talk.day(standing.unblocked_on)))
    if standing.inference:
        parts.append(inference_said(standing.inference, language))
    return " ".join(parts)


def stage_said(stage: StageStanding, language: str = "en") -> str:
    """Return why a stage stands where it does."""
    return _why(stage.why, speech(language))


def inference_said(inference: Why, language: str = "en") -> str:
    """Return why a standing is an inference."""
    talk = speech(language)
    values = dict(inference.values)
    if "state" in values:
        values["state"] = talk.say(f"standing.state.{values['state']}")
    return talk.say(f"standing.inference.{inference.message}", **values)


def problem_said(problem: Problem, language: str = "en") -> str:
    """Return what is wrong with references, and what would mend it."""
    talk = speech(language)
    keys, references = talk.joined(problem.keys), talk.joined(problem.references)
    return talk.say(f"standing.problem.{problem.kind}", keys=keys, references=references)


def _why(why: Why, talk: Speech) -> str:
    values: dict[str, str | int] = {}
    for name, value in why.values.items():
        if isinstance(value, date):
            values[name] = talk.day(value)
        elif isinstance(value, tuple):
            values[name] = talk.joined(value)
        else:
            values[name] = value
    if why.message == "stage":
        inner = talk.say(f"standing.why.{values['inner']}", **values)
        return talk.say("standing.why.stage", place=values["place"], label=values["label"], rest=inner)
    return talk.say(f"standing.why.{why.message}", **values)

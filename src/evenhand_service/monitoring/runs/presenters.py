"""Runs as pages show them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from evenhand.disclosure import load_policy
from evenhand.vocabulary import load_vocabulary
from evenhand.vocabulary.translate import load_phrases
from evenhand_service.common.templating.dates import day, moment
from evenhand_service.common.templating.numbers import number
from evenhand_service.monitoring.loads import presenters as loads
from evenhand_service.monitoring.runs.enums import RunState
from evenhand_service.monitoring.runs.queries import programme_title
from evenhand_service.monitoring.words import AREAS_OF, LEVELS, PERIODS, area_name

_COLOURS = {
    RunState.WAITING: "grey",
    RunState.RUNNING: "blue",
    RunState.MADE: "green",
    RunState.STOPPED: "red",
}
_SECONDS_A_MINUTE = 60


def policy_words(name: str) -> str:
    """Return what rules of protection are called, in the reader's language."""
    title = load_policy(name).title
    return load_phrases(get_language() or "en").get(title, title)


def _steps() -> list[tuple[str, str]]:
    """Return each step with its words in the reader's language."""
    return [
        ("gathering", _("Approved files are gathered")),
        ("reading", _("Their rows are read")),
        ("counting", _("People are followed, counted, and the counts protected")),
        ("translating", _("Charts and words are made in both languages")),
        ("exact", _("Exact counts are kept for those entitled to them")),
        ("writing", _("Tables and the report are written")),
    ]


def progress(run: Any) -> dict[str, Any]:
    """Return how far a run is, for the page that waits."""
    steps = _steps()
    keys = [key for key, _words in steps]
    now = run.progress.get("step", "")
    at = keys.index(now) if now in keys else -1
    states = ["done" if place < at else "now" if place == at else "later" for place in range(len(keys))]
    return {
        "finished": run.state in (RunState.MADE, RunState.STOPPED),
        "words": steps[at][1] if at >= 0 else _("Waiting for its turn"),
        "done": max(at, 0),
        "of": len(keys),
        "steps": [
            {"text": words, "state": state} for (_key, words), state in zip(steps, states, strict=True)
        ],
    }


def state(run: Any) -> dict[str, str]:
    """Return the state in a word, and its colour."""
    if run.redo_since:
        return {"text": _("To be redone"), "colour": "yellow"}
    return {"text": str(RunState(run.state).label), "colour": _COLOURS[RunState(run.state)]}


def row(run: Any) -> list[Any]:
    """Return a row of the list."""
    return [
        {"text": moment(run.asked_at), "href": reverse("monitoring:show-run", args=[run.pk])},
        area_name(run.area),
        programme_words(run.programme),
        day(run.as_at),
        state(run)["text"],
        release_words(run.protected[0]) if run.protected else "",
    ]


def release_words(release: Any) -> str:
    """Return in a word what became of a release."""
    if release.state == "approved" and release.is_published:
        return _("Published")
    return str(release.get_state_display())


def programme_words(programme: str) -> str:
    """Return the title of a programme; that it is left open where it has no name yet."""
    known = load_vocabulary().programmes
    return programme_title(known[programme]) if programme in known else programme or _("As the files fit")


def facts(run: Any) -> list[tuple[str, str]]:
    """Return what a run was asked for and how it went, as pairs of words."""
    asked = f"{moment(run.asked_at)}, {run.asked_by.name}" if run.asked_by else moment(run.asked_at)
    pairs = [
        (_("Area"), area_name(run.area)),
        (_("Pathway"), programme_words(run.programme)),
        (_("Follow people up to"), day(run.as_at)),
        (_("Divide time"), str(PERIODS.get(run.period, run.period))),
        (_("Put areas together"), str(LEVELS.get(run.area_level, run.area_level))),
        (_("Count people by"), str(AREAS_OF.get(run.area_of, run.area_of))),
        (_("Protection"), policy_words(run.policy) if run.policy else ""),
        (_("Asked for"), asked),
        (_("Took"), duration(run)),
        (_("Run's own number"), run.run_key),
        *((name, value) for name, value in versions(run)),
    ]
    return [(words, value) for words, value in pairs if value]


def versions(run: Any) -> list[tuple[str, str]]:
    """Return the versions of all that a run was judged by."""
    held = run.versions
    if not held:
        return []
    named = {
        "vocabulary": _("Vocabulary"),
        "programme": _("Pathway's definition"),
        "policy": _("Protection's rules"),
    }
    parts = [
        (words, f"{held[key]['version']} ({held[key]['sha256'][:12]})")
        for key, words in named.items()
        if key in held
    ]
    return [("Evenhand", held.get("evenhand", "")), *parts]


def duration(run: Any) -> str:
    """Return how long a run took."""
    if not run.started_at or not run.finished_at:
        return ""
    seconds = round((run.finished_at - run.started_at).total_seconds())
    if seconds < _SECONDS_A_MINUTE:
        return ngettext("%(number)s second", "%(number)s seconds", seconds) % {"number": seconds}
    minutes = round(seconds / _SECONDS_A_MINUTE)
    return ngettext("%(number)s minute", "%(number)s minutes", minutes) % {"number": minutes}


def input_row(one: Any) -> list[Any]:
    """Return a row of the table of what went in."""
    return [
        {"text": loads.title(one.load), "href": reverse("monitoring:show-load", args=[one.load_id])},
        one.load.organisation.name,
        one.profile,
        number(one.rows),
        one.sha256[:16],
    ]


def release_title(release: Any) -> dict[str, str]:
    """Return title, places, period and first statement of a release in the reader's language."""
    held = release.words
    words = dict(held.get(get_language() or "en") or held.get("en") or {})
    headline = str(words.get("headline", ""))
    return words | {"headline": headline[:1].upper() + headline[1:]}

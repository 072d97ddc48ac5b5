"""What changed between two editions, in plain words, in each language."""

from datetime import date

from evenhand.planning.editions.changes import Change, ChangeKind
from evenhand.vocabulary.speech import speech

_DAYS = (ChangeKind.LATER, ChangeKind.EARLIER, ChangeKind.DATE_GIVEN, ChangeKind.DATE_TAKEN_OUT)


def change_said(change: Change, language: str = "en") -> str:
    """Return a change in plain words: 'later by 61 days: 31 July 2007, now 30 September 2007'."""
    talk = speech(language)
    old, new = change.old, change.new
    if change.kind in _DAYS:
        old, new = (talk.day(date.fromisoformat(day)) if day else "" for day in (old, new))
    elif change.kind is ChangeKind.DATE_KIND:
        old, new = (talk.say(f"editions.kind.{kind}") for kind in (old, new))
    nothing = talk.say("editions.nothing")
    text = talk.say(
        f"editions.change.{change.kind}", old=old or nothing, new=new or nothing, count=abs(change.days or 0)
    )
    if change.stage is None:
        return text
    return talk.say("editions.of_stage", stage=change.stage, text=text)

"""What an action waits for and names, by reference; what the plan does not have stays as words."""

from collections.abc import Iterable

from evenhand_service.plan.enums import LinkKind
from evenhand_service.plan.models import Action, Dependency


def name_links(*, action: Action, depends_on: Iterable[str] = (), mentions: Iterable[str] = ()) -> None:
    """Write down what an action waits for and names, by reference; what the plan does not have stays as words."""
    others = dict(action.plan.actions.exclude(reference="").values_list("reference", "pk"))
    depends_on = list(dict.fromkeys(depends_on))
    pairs = [(LinkKind.DEPENDS, one) for one in depends_on]
    pairs += [(LinkKind.MENTIONS, one) for one in dict.fromkeys(mentions) if one not in depends_on]
    Dependency.objects.bulk_create(
        Dependency(
            action=action,
            area_id=action.area_id,
            kind=kind,
            on_id=others.get(text),
            on_text="" if text in others else text,
        )
        for kind, text in pairs
        if others.get(text) != action.pk
    )


def change_waits(*, action: Action, depends_on: Iterable[str]) -> list[str] | None:
    """Make what an action waits for what was typed; return it as [before, after], None where nothing changed.

    A link that stays is left alone. One that was settled keeps its note, unless its reference was typed anew: then it
    counts again. One on an action without a reference cannot be typed, and stays.
    """
    wanted = [one for one in dict.fromkeys(depends_on) if one != action.reference]
    links = action.waits_for.filter(kind=LinkKind.DEPENDS).select_related("on")
    held = [(one.on.reference if one.on else one.on_text, one) for one in links]
    before = [text for text, one in held if text and not one.settled_at]
    gone = [one.pk for text, one in held if text and not one.settled_at and text not in wanted]
    again = [one.pk for text, one in held if one.settled_at and text in wanted]
    Dependency.objects.filter(pk__in=gone).delete()
    Dependency.objects.filter(pk__in=again).update(settled_at=None, settled_note="")
    known = {text for text, _one in held}
    name_links(action=action, depends_on=[one for one in wanted if one not in known])
    return None if set(before) == set(wanted) else [", ".join(before), ", ".join(wanted)]


def tie_dangling(action: Action) -> None:
    """Tie references of other actions that dangled until now to an action that has come."""
    if action.reference:
        rows = Dependency.objects.filter(action__plan_id=action.plan_id, on=None, on_text=action.reference)
        rows.exclude(action=action).update(on=action, on_text="")

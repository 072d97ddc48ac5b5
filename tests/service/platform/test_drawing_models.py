"""A step of a migration draws its own model anew; what others point at, and what Python asks for, is drawn by Django."""

import pytest
from django.db import models
from django.db.migrations.operations import AddConstraint, AddField, CreateModel, RunPython
from django.db.migrations.state import ProjectState, StateApps

from evenhand_service.common.management.drawing_models import only_what_changed

HUB = CreateModel("Hub", [("id", models.AutoField(primary_key=True))])
SPOKES = [
    CreateModel(
        name,
        [
            ("id", models.AutoField(primary_key=True)),
            ("hub", models.ForeignKey("drawn.Hub", models.CASCADE)),
            ("number", models.IntegerField()),
        ],
    )
    for name in ("First", "Second", "Third")
]
ABOVE = AddConstraint("First", models.CheckConstraint(condition=models.Q(number__gt=0), name="above"))
POINTS = AddField("First", "second", models.ForeignKey("drawn.Second", models.CASCADE, null=True))


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of models in the order in which they are drawn."""
    found: list[str] = []
    draw = StateApps.render_multiple

    def noted(apps: StateApps, states: list) -> None:
        found.extend(one.name for one in states)
        draw(apps, states)

    monkeypatch.setattr(StateApps, "render_multiple", noted)
    return found


def begun() -> ProjectState:
    state = ProjectState()
    state.apps  # noqa: B018  from now on what changes is drawn
    for one in (HUB, *SPOKES):
        one.state_forwards("drawn", state)
    return state


def test_a_table_and_a_constraint_are_drawn_alone(drawn: list[str]) -> None:
    with only_what_changed():
        state = begun()
        assert drawn == ["Hub", "First", "Second", "Third"]
        drawn.clear()
        ABOVE.state_forwards("drawn", state)
        assert drawn == ["First"]
    drawn.clear()
    ABOVE.state_forwards("drawn", state)
    assert len(drawn) > 1, "afterwards Django draws as it always does"


def test_a_new_relation_is_left_to_django(drawn: list[str]) -> None:
    with only_what_changed():
        state = begun()
        drawn.clear()
        POINTS.state_forwards("drawn", state)
    assert set(drawn) == {"Hub", "First", "Second", "Third"}


def test_what_python_asks_for_fits_together(monkeypatch: pytest.MonkeyPatch) -> None:
    def look(apps: StateApps, editor: object) -> None:
        hub, first = apps.get_model("drawn", "Hub"), apps.get_model("drawn", "First")
        assert first._meta.get_field("hub").related_model is hub
        first(hub=hub(id=1), number=1)

    with only_what_changed():
        state = begun()
        ABOVE.state_forwards("drawn", state)
        monkeypatch.setattr(
            "django.db.migrations.operations.special.router.allow_migrate", lambda *a, **k: True
        )
        editor = type("Editor", (), {"connection": type("Connection", (), {"alias": "default"})})()
        RunPython(look).database_forwards("drawn", editor, state, state)

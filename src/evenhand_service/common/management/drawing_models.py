"""While migrating, draw again only the models that a step changed: Django draws anew all that hang together, at each step.

Every table here hangs on people and areas, so that a first migration drew eleven thousand models to make a hundred
tables. What a new table, an index or a constraint needs is its own model; before a step in Python, which may ask any of
them, Django draws everything afresh by itself, since the state says that something is left to draw (`is_delayed`).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.migrations.state import ProjectState

Key = tuple[str, str]


@contextmanager
def only_what_changed() -> Iterator[None]:
    """Draw few models at each step of a migration; a step that changes what others point at is left to Django."""
    usual = ProjectState._find_reload_model

    def few(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> set[Key]:
        is_new = model_name not in state.apps.all_models[app_label]
        if not (delay or is_new):
            return usual(state, app_label, model_name, delay)
        state.is_delayed = True
        return {(app_label, model_name), *_pointing_at(state, app_label, model_name)}

    ProjectState._find_reload_model = few
    try:
        yield
    finally:
        ProjectState._find_reload_model = usual


def _pointing_at(state: ProjectState, app_label: str, model_name: str) -> set[Key]:
    model = state.apps.all_models[app_label].get(model_name)
    if model is None:
        return set()
    pointing = (one.related_model._meta for one in model._meta.related_objects)
    return {(one.app_label, one.model_name) for one in pointing}

"""Every field of every table says what kind of thing it holds; what others' packages keep is listed beside ours."""

import tomllib
from importlib import resources

from django.apps import apps

from evenhand_service.common.privacy import TOLD, PrivacyClass
from evenhand_service.common.walls.raising import walled_models

OTHERS = tomllib.loads(
    (resources.files("evenhand_service.common") / "data" / "privacy_of_others.toml").read_text("utf-8")
)


def ours(model: type) -> bool:
    return model.__module__.startswith("evenhand_service.")


def test_every_field_of_ours_has_a_class() -> None:
    missing, left_over = [], []
    for model in filter(ours, apps.get_models(include_auto_created=True)):
        fields = {one.name for one in model._meta.concrete_fields}
        missing += [f"{model._meta.label}.{name}" for name in sorted(fields - set(model.privacy))]
        left_over += [f"{model._meta.label}.{name}" for name in sorted(set(model.privacy) - fields)]
    assert (missing, left_over) == ([], [])


def test_every_class_is_one_of_the_list() -> None:
    classes = {kind for model in filter(ours, apps.get_models()) for kind in model.privacy.values()}
    assert classes <= set(PrivacyClass)


def test_every_field_of_a_package_has_a_class() -> None:
    held = {}
    for model in apps.get_models(include_auto_created=True):
        if not ours(model):
            held[model._meta.label_lower] = {one.name for one in model._meta.concrete_fields}
    assert {label: set(fields) for label, fields in OTHERS.items()} == held


def test_every_class_of_a_package_is_one_of_the_list() -> None:
    assert {kind for fields in OTHERS.values() for kind in fields.values()} <= {
        str(one) for one in PrivacyClass
    }


def test_fields_that_hold_much_or_anything_are_never_told() -> None:
    """Bytes and free text may hold a person's name: the audit log tells that they changed, and no more."""
    told = [
        f"{model._meta.label}.{one.name}"
        for model in walled_models()
        for one in model._meta.concrete_fields
        if one.get_internal_type() in ("BinaryField", "FileField") and model.privacy[one.name] in TOLD
    ]
    assert told == []

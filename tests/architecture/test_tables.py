"""Foreign keys: down or sideways, nameless on the other side, and nothing is deleted."""

from django.apps import apps
from django.db import models

FLOORS = {"kernel": 0, "assemblies": 1, "delegates": 2, "mandates": 3, "pages": 4, "rehearsal": 4}
# The tree of communes comes from a library, which names its own key `children` and lets it cascade.
FROM_LIBRARIES = {"assemblies.Commune.parent"}


def foreign_keys():
    for model in apps.get_models():
        if model._meta.app_label in FLOORS:
            for field in model._meta.get_fields():
                if isinstance(field, models.ForeignKey):
                    yield f"{model._meta.label}.{field.name}", model, field


def test_foreign_keys_point_down_or_sideways():
    up = [
        name
        for name, model, field in foreign_keys()
        if FLOORS[field.related_model._meta.app_label] > FLOORS[model._meta.app_label]
    ]
    assert up == []


def test_foreign_keys_have_no_way_back_and_protect_what_they_point_to():
    loose = [
        name
        for name, _model, field in foreign_keys()
        if name not in FROM_LIBRARIES
        and (field.remote_field.related_name != "+" or field.remote_field.on_delete is not models.PROTECT)
    ]
    assert loose == []


def test_pages_and_rehearsals_hold_no_table():
    assert [model for model in apps.get_models() if model._meta.app_label in {"pages", "rehearsal"}] == []


def test_no_model_overrides_save():
    own = [model for model in apps.get_models() if model._meta.app_label in FLOORS]
    assert own
    assert [model for model in own if "save" in vars(model) or "delete" in vars(model)] == []

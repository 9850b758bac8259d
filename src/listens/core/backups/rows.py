"""Rows as plain JSON that either database can take back exactly, to the microsecond.

Django's own serialiser cuts times to milliseconds, which would break every chain that has a time under its digest.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import models

# Made again by `migrate` or by use; who is signed in is nobody's business after a restore.
LEFT_OUT_APPS = frozenset({"contenttypes", "auth", "sessions", "usersessions", "django_tasks_database"})
LEFT_OUT = frozenset({"core.heartbeat", "account.emailconfirmation"})


def _is_made_again(model: type[models.Model]) -> bool:
    """A model says so of rows that are made of others, and that nobody would miss."""
    return model._meta.label_lower in LEFT_OUT or getattr(model, "is_made_again", False)


def all_models() -> list[type[models.Model]]:
    """Every table that is backed up, many-to-many tables too, always in the same order."""
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and model._meta.app_label not in LEFT_OUT_APPS
        and not _is_made_again(model)
    ]
    return sorted(found, key=lambda model: model._meta.label_lower)


def left_out_models() -> list[type[models.Model]]:
    """Tables that may point at rows of a database that is thrown away: emptied with it."""
    labels = {"sessions.session", "usersessions.usersession", "django_tasks_database.dbtaskresult"}
    ours = {model._meta.label_lower for model in apps.get_models() if _is_made_again(model)}
    return [apps.get_model(label) for label in sorted(labels | ours)]


def plain(row: models.Model) -> dict[str, Any]:
    """{column: JSON value} of one row."""
    return {field.attname: _plain(field, getattr(row, field.attname)) for field in row._meta.concrete_fields}


def _plain(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField) or isinstance(value, bool | int | float):
        return value
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def from_plain(model: type[models.Model], values: dict[str, Any]) -> models.Model:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: _value(fields[name], value) for name, value in values.items()})


def _value(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    return field.to_python(value)


@contextmanager
def own_times_kept() -> Iterator[None]:
    """Inside, `auto_now` and `auto_now_add` leave the times of the backup as they are."""
    changed = []
    for model in all_models():
        for field in model._meta.concrete_fields:
            for name in ("auto_now", "auto_now_add"):
                if getattr(field, name, False):
                    setattr(field, name, False)
                    changed.append((field, name))
    try:
        yield
    finally:
        for field, name in changed:
            setattr(field, name, True)

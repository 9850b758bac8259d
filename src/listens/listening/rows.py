"""Writing very many rows of one table: the database driver's own `executemany`, with the model's own conversions.

`bulk_create` builds an object and a long statement for each some dozens of rows: measured at two thirds of the time
of an import (benchmarks/import_notes.py). Every rule of the table itself still holds; nothing else is run.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def insert(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]], **same: Any
) -> None:
    """Insert `rows` of the columns `names` (attribute names, like "area_id"); `same` are alike in all of them.

    What is named in neither gets the field's default.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields}
    rest = {name: field for name, field in fields.items() if name not in names}
    alike = [
        field.get_db_prep_save(same[name] if name in same else field.get_default(), connection)
        for name, field in rest.items()
    ]
    prepare = [fields[name].get_db_prep_save for name in names]
    columns = ", ".join(
        connection.ops.quote_name(str(field.column))
        for field in [*(fields[name] for name in names), *rest.values()]
    )
    table = connection.ops.quote_name(model._meta.db_table)
    places = ", ".join(["%s"] * len(fields))
    values = (
        [*(one(value, connection) for one, value in zip(prepare, row, strict=True)), *alike] for row in rows
    )
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({places})",  # noqa: S608 (names are our own)
            list(values),
        )

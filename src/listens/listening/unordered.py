"""Forgetting in which order rows were written.

A table remembers it even when no column does: SQLite in its hidden row numbers, PostgreSQL in where a row lies and
by which transaction. Laid beside the order of the conversations it would tell which contact, or which card, came
after which conversation. So such rows get a random row number at once (SQLite) and are written anew, in random
order and in one transaction, once their week is over (PostgreSQL; `settle_conversations` does it daily).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from uuid import UUID

from django.db import connection, models, transaction

LARGEST = 2**62


def forget_order(model: type[models.Model], ids: Iterable[UUID]) -> None:
    """Give these rows a place that says nothing. Their content stays as it is."""
    shuffled = list(ids)
    secrets.SystemRandom().shuffle(shuffled)
    table = connection.ops.quote_name(model._meta.db_table)
    key = connection.ops.quote_name(str(model._meta.pk.column))
    as_stored = model._meta.pk.get_db_prep_value
    with transaction.atomic(), connection.cursor() as cursor:
        for pk in shuffled:
            value = as_stored(pk, connection)
            if connection.vendor == "sqlite":
                sql = f"UPDATE {table} SET rowid = %s WHERE {key} = %s"  # noqa: S608 (names are our own)
                cursor.execute(sql, [secrets.randbelow(LARGEST) + 1, value])
            else:
                sql = f"UPDATE {table} SET {key} = {key} WHERE {key} = %s"  # noqa: S608 (names are our own)
                cursor.execute(sql, [value])

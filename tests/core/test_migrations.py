"""The tests make their tables from the models, which is quicker; here the migrations have to come to the same."""

import os
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.command import listens


def tables(connection):
    """{table: (its columns, its keys and indexes)}, without the names that Django makes up for the latter."""
    introspection = connection.introspection
    with connection.cursor() as cursor:
        return {
            name: (
                sorted(
                    (c.name, c.type_code, c.null_ok, c.display_size)
                    for c in introspection.get_table_description(cursor, name)
                ),
                sorted(
                    str(
                        [
                            one[key]
                            for key in ("columns", "unique", "primary_key", "foreign_key", "check", "index")
                        ]
                    )
                    for one in introspection.get_constraints(cursor, name).values()
                ),
            )
            for name in introspection.table_names(cursor)
            if name != "django_migrations"
        }


@pytest.mark.django_db
def test_the_migrations_make_the_tables_of_the_models(tmp_path, request):
    if connection.vendor == "postgresql":  # the database beside the tests' own: empty until now
        address = os.environ["LISTENS_DATABASE"]
        name = urlsplit(address).path[1:]
        done = listens("migrate", home=tmp_path, LISTENS_HTTPS="0", LISTENS_DATABASE=address)
        assert done.returncode == 0, done.stderr
    else:
        name = str(request.getfixturevalue("migrated_home") / "listens.sqlite3")
    migrated = connection.copy()
    migrated.settings_dict = migrated.settings_dict | {"NAME": name}
    try:
        made = tables(migrated)
    finally:
        migrated.close()
    assert len(made) > 60
    assert made == tables(connection)

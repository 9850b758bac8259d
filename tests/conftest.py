"""Fixtures every test may use."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.test import TransactionTestCase
from django.utils import translation

from tests import sockets
from tests.cast import Cast, a_cast
from tests.command import listens


@pytest.fixture(scope="session", autouse=True)
def no_request_leaves_the_machine():
    with sockets.guard():
        yield


@pytest.fixture(autouse=True)
def nothing_tried_to_leave():
    """A test fails when anything tried to reach another machine, even if the error was swallowed."""
    before = len(sockets.ATTEMPTS)
    yield
    assert sockets.ATTEMPTS[before:] == []


pytest_plugins = ["tests.browser", "tests.working"]
PLAIN_FILES = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(autouse=True)
def _served_plainly(settings) -> None:
    """The test client speaks plain HTTP and needs no built assets; tests of HTTPS set it back."""
    settings.SECURE_SSL_REDIRECT = False
    settings.STORAGES = {**settings.STORAGES, "staticfiles": PLAIN_FILES}


@pytest.fixture(autouse=True)
def _in_english():
    """A request in another language leaves its language behind in this thread."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session", autouse=True)
def only_what_was_written_is_emptied() -> Iterator[None]:
    """After a test that really commits, Django empties every table and makes content types and permissions anew, which
    takes longer than many a test. Here only tables that hold something are emptied, and those two stay.
    """
    theirs = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = _empty  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = theirs  # type: ignore[method-assign]


STAYS = {"django_migrations", "django_content_type", "auth_permission"}


def _empty(_case: TransactionTestCase) -> None:
    names = [name for name in connection.introspection.table_names() if name not in STAYS]
    quoted = {name: connection.ops.quote_name(name) for name in names}
    with connection.cursor() as cursor:
        full = [name for name in names if _holds(cursor, quoted[name])]
    if full and connection.vendor == "sqlite":
        with connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
            for name in full:
                cursor.execute(f"DELETE FROM {quoted[name]}")  # noqa: S608
    elif full:
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(quoted[name] for name in full)} CASCADE")


def _holds(cursor: CursorWrapper, table: str) -> bool:
    cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {table})")  # noqa: S608
    return bool(cursor.fetchone()[0])


@pytest.fixture(scope="session")
def migrated_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home where nothing was done but `listens migrate`: once for all workers, for it takes ten seconds. Copy it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (shared / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (made := shared / "migrated").exists():
            (making := shared / "migrating").mkdir(mode=0o700)
            done = listens("migrate", home=making, LISTENS_HTTPS="0")
            assert done.returncode == 0, done.stderr
            making.rename(made)
    return made


@pytest.fixture
def cast(db) -> Cast:
    return a_cast()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that two workers end together: the journeys, then what drives a browser."""
    items.sort(
        key=lambda item: ("journeys" not in str(item.path), item.get_closest_marker("browser") is None)
    )

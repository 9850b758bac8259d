"""The site's own settings, in a home that is thrown away: nothing of a developer's installation is touched."""

import atexit
import os
import shutil
import tempfile

_home = os.environ.get("LISTENS_TESTS_HOME", "")  # a test's own second process shares its keys
if not _home:
    _home = tempfile.mkdtemp(prefix="listens-tests-")
    atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ |= {"LISTENS_HOME": _home, "LISTENS_HTTPS": "0", "LISTENS_DEMO": "0", "LISTENS_MESSAGES": "file"}
os.environ["LISTENS_NAMING"] = ""

from listens.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # slow ones are for real passwords
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# In a file, not in memory: a live server's threads then have connections of their own, as on a real site. Shared by
# all of them, one connection is now and then still busy with the server's statement when a test empties the tables.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(_home, "tests.sqlite3")}  # noqa: F405, PTH118
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"  # noqa: F405
os.makedirs(STATIC_ROOT, exist_ok=True)  # noqa: F405, PTH103
MIDDLEWARE = ["tests.in_flight.InFlightMiddleware", *MIDDLEWARE]  # noqa: F405

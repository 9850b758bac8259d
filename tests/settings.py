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

from listens.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # slow ones are for real passwords
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

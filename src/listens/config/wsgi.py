"""The door for a WSGI server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "listens.config.settings")
application = get_wsgi_application()

from listens.config import warming  # noqa: E402 - it needs the site to be set up

warming.warm()
# What was loaded stays for good: the collector need not walk it again for every few hundred new objects.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)

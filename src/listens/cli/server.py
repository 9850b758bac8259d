"""The server: gunicorn in this very process, with the whole site loaded once, before it listens.

`gunicorn module:app`, as most run it, listens first and lets each worker load the site at its first requests. Measured
when a server was killed with a hall of phones waiting (`make bench-hall`): views and addresses took each worker 1.3 s
of its first request, and whoever had connected meanwhile stood behind it. Here nobody is let in before all is there,
phones are told at once to try again, and the workers share what was loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gunicorn import util
from gunicorn.app.base import BaseApplication


class Server(BaseApplication):  # type: ignore[misc]
    """`options` by the names of gunicorn's settings. No file and no variable of gunicorn's own is read."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        self.cfg.set("preload_app", True)
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return util.import_app("listens.config.wsgi:application")

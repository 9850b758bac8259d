"""When each worker last looked for work, so that a worker that has stopped is noticed."""

from django.db import models


class Heartbeat(models.Model):
    """One row per worker, named after its machine and process."""

    worker = models.CharField(max_length=100, primary_key=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.worker}, {self.at:%Y-%m-%d %H:%M}"

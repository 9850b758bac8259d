"""Ids are random UUIDs, so that one made on a phone can be kept and none tells how many there are."""

import uuid

from django.db import models


class Identified(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

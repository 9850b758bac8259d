"""Hash chains: a history that shows when a row was changed or cut. They hold salted digests, never text or names."""

from typing import ClassVar

from django.db import models


class ChainHead(models.Model):
    """Where a chain ends. Locked while a row is added, so that two writers never take the same place."""

    chain = models.CharField(max_length=80, primary_key=True)
    seq = models.PositiveBigIntegerField(default=0)
    link = models.CharField(max_length=64, default="")


class ChainEntry(models.Model):
    """`link = sha256(previous link, seq, digest)`; `digest = sha256(salt, content)` with both kept elsewhere."""

    chain = models.CharField(max_length=80)
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    link = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["chain", "seq"], name="one_entry_per_place_of_a_chain")
        ]

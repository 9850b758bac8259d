"""A film in British Sign Language, audio, or Easy Read with pictures, in one of the places kept free for it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.core.models.area import Area
from listens.core.models.identified import Identified


class SlotFile(Identified):
    """`slot` is a place that a room declares (core.media); `about` says which round, or is empty for all.

    `words` are what is said in it, or what can be seen: for whoever can neither see nor hear it.
    """

    class Kind(models.TextChoices):
        BSL = "bsl", _("Film in British Sign Language")
        AUDIO = "audio", _("Audio")
        EASY_READ = "easy_read", _("Easy Read with pictures")

    area = models.ForeignKey(Area, models.CASCADE, related_name="+")
    slot = models.CharField(max_length=20)
    about = models.CharField(max_length=50, blank=True)
    kind = models.CharField(max_length=9, choices=Kind.choices)
    language = models.CharField(max_length=10)
    words = models.TextField()
    file = models.FileField(upload_to="slots")
    size = models.PositiveIntegerField()
    added_on = models.DateField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["area", "slot"])]
        ordering: ClassVar[list[str]] = ["slot", "about", "kind", "language"]

"""What organisers let the computer do in a round beyond what it does by itself."""

from __future__ import annotations

from django.db import models

from listens.core.models import Identified
from listens.listening.models import Round


class MachineChoice(Identified):
    """None of it until somebody says so: no row stands for no.

    `every_language`: notes in other languages than English are read too. `outside_names`: a program outside may be
    asked for the name of a proposed theme, where the deployer has named one.
    """

    round = models.OneToOneField(Round, models.CASCADE, related_name="machine_choice")
    every_language = models.BooleanField(default=False)
    outside_names = models.BooleanField(default=False)

    @classmethod
    def of(cls, round: Round) -> MachineChoice:
        """That of the round; one that is not kept where nobody has chosen."""
        return cls.objects.filter(round=round).first() or cls(round=round)

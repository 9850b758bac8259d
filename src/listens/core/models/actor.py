"""Who acts, and what they may do where. Nothing here points upward to a room."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from listens.core.models.account import Account
from listens.core.models.area import Area
from listens.core.models.identified import Identified


class Actor(Identified):
    """The acting "person" of every action: somebody's account, a listener's link, a ballot code, the system."""

    class Kind(models.TextChoices):
        ACCOUNT = "account", _("An account")
        LINK = "link", _("A link handed over")
        CODE = "code", _("A code on a slip")
        SYSTEM = "system", _("The system")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    account = models.OneToOneField(Account, models.PROTECT, null=True, blank=True, related_name="actor")
    label = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind="account", account__isnull=False)
                | (~Q(kind="account") & Q(account__isnull=True)),
                name="actor_account_iff_kind_account",
            ),
            models.UniqueConstraint(
                fields=["label"], condition=Q(kind="system"), name="one_system_actor_per_label"
            ),
        ]

    def __str__(self) -> str:
        return str(self.account) if self.account_id else (self.label or self.get_kind_display())

    @property
    def is_system(self) -> bool:
        return self.kind == self.Kind.SYSTEM

    @classmethod
    def system(cls, label: str = "command line") -> Actor:
        """The actor of commands and jobs: whoever runs them holds the machine itself."""
        return cls.objects.get_or_create(kind=cls.Kind.SYSTEM, label=label)[0]

    @classmethod
    def of_account(cls, account: Account) -> Actor:
        return cls.objects.get_or_create(kind=cls.Kind.ACCOUNT, account=account)[0]


class GrantQuerySet(models.QuerySet["Grant"]):
    def current(self, on: dt.date) -> GrantQuerySet:
        return self.filter(Q(starts__isnull=True) | Q(starts__lte=on), Q(ends__isnull=True) | Q(ends__gte=on))


class Grant(Identified):
    """One role of one actor in one area, for the whole of it or for one organisation, round or other thing."""

    class Scope(models.TextChoices):
        AREA = "area", _("The whole area")
        ORGANISATION = "organisation", _("One organisation")
        ROUND = "round", _("One round")
        OFFICE = "office", _("One office")
        PLEDGE = "pledge", _("One pledge")

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="grants")
    area = models.ForeignKey(Area, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=30)
    scope = models.CharField(max_length=12, choices=Scope.choices, default=Scope.AREA)
    scope_id = models.UUIDField(null=True, blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="+")

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["actor", "area", "role", "scope", "scope_id"],
                condition=Q(scope_id__isnull=False),
                name="one_grant_for_each_thing",
            ),
            models.UniqueConstraint(
                fields=["actor", "area", "role"],
                condition=Q(scope_id__isnull=True),
                name="one_grant_for_the_area",
            ),
            models.CheckConstraint(
                condition=Q(scope="area", scope_id__isnull=True)
                | (~Q(scope="area") & Q(scope_id__isnull=False)),
                name="grant_for_the_area_or_for_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} in {self.area_id}"

"""The contact store: how to reach somebody who asked, sealed with the area's key, away from everything said.

A contact is dated by its week and carries no link, batch, organisation or conversation (decisions: "Testimony
and identity"). The blind indexes find it again for subject access and erasure without opening the others.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from listens.core.models.area import Area
from listens.core.models.identified import Identified


class Contact(Identified):
    area = models.ForeignKey(Area, models.CASCADE, related_name="contacts")
    client_id = models.UUIDField()  # made on a phone, for this contact alone: sent again, it changes nothing
    week = models.DateField()
    sealed = models.BinaryField()  # name, e-mail, telephone: JSON, sealed by core.sealing
    email_index = models.CharField(max_length=64, blank=True)
    phone_index = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=10, default="en")
    unsubscribed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["area", "client_id"], name="one_contact_per_client_id")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["area", "email_index"], name="contact_email"),
            models.Index(fields=["area", "phone_index"], name="contact_phone"),
        ]


class ContactUse(Identified):
    """One use the person agreed to, and until when."""

    class Use(models.TextChoices):
        TOLD = "told", _("Be told what came of it")
        OFFER = "offer", _("Be rung about an offer to help")
        EVALUATION = "evaluation", _("Be asked again for the evaluation")

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="uses")
    use = models.CharField(max_length=12, choices=Use.choices)
    agreed_week = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["contact", "use"], name="one_consent_per_use")
        ]

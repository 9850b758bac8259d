"""New keys: everything that is sealed is sealed anew, and what only the old key opened opens no more."""

import uuid

import pytest
from django.apps import apps
from django.db import models

from listens.core import access, contacts, keyfile, keys, letterbox, messages, sealing
from listens.core.models import Contact, Message
from listens.safeguarding.actions import open_report
from listens.safeguarding.models import RiskReport
from tests.safeguarding.build import sent

pytestmark = pytest.mark.django_db


def test_every_sealed_field_is_declared():
    declared = {(each.model, each.field) for each in keys.SEALED}
    there = {
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.fields
        if isinstance(field, models.BinaryField) and "sealed" in field.name
    }
    assert there == declared


def test_new_keys_seal_all_that_is_there_and_the_old_ones_can_go(cast):
    contacts.keep_contact(cast.area, id=uuid.uuid4(), name="Ann", email="ann@example.org", uses=["told"])
    messages.queue(cast.area, once_key="one", to="ann@example.org", subject="x", body="y")
    sent(cast)
    before = {
        "contact": bytes(Contact.objects.get().sealed),
        "report": bytes(RiskReport.objects.get().sealed),
        "box": letterbox.public_key(cast.area),
    }
    assert keys.rotate_keys(cast.mehmet, cast.area) >= 3
    assert letterbox.public_key(cast.area) != before["box"]

    with keyfile.changed(cast.area) as there:  # what got out is taken out
        for name in there:
            if name.startswith("sealing"):
                there[name] = there[name][:1]
    [opened] = contacts.open_for(cast.amina, cast.area, "told", why="x")
    assert opened.email == "ann@example.org"
    assert open_report(cast.leila, RiskReport.objects.get())["done"]
    for message in Message.objects.exclude(area=None):
        assert sealing.open_sealed(cast.area, message.to_sealed)
    for sealed, purpose in ((before["contact"], ""), (before["report"], "reports")):
        with pytest.raises(sealing.CannotOpen):
            sealing.open_sealed(cast.area, sealed, purpose)


def test_only_the_data_protection_lead_changes_keys(cast):
    with pytest.raises(access.Denied):
        keys.rotate_keys(cast.amina, cast.area)

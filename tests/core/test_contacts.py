"""The contact store: sealed, found by address, opened on the record, stopped by a link, erased for good."""

import uuid

import pytest

from listens.core import contacts, messages, retention
from listens.core.access import Denied
from listens.core.acting import Refused
from listens.core.models import AuditEvent, Contact, Erasure, Message

pytestmark = pytest.mark.django_db
ANN = {
    "name": "Ann Bright",
    "email": "ann@example.org",
    "phone": "+44 7700 900123",
    "uses": ["told", "offer"],
}


def keep(cast, **changes):
    return contacts.keep_contact(cast.area, **({"id": uuid.uuid4()} | ANN | changes))


def test_a_contact_is_sealed_and_dated_by_its_week(cast):
    assert keep(cast) == "created"
    contact = Contact.objects.get()
    assert contact.week.weekday() == 0
    assert (cast.area.today() - contact.week).days < 7
    row = repr(Contact.objects.values().get())
    assert "Ann" not in row and "example" not in row and "7700" not in row


def test_the_same_id_twice_changes_nothing_and_other_content_is_a_conflict(cast):
    id = uuid.uuid4()
    assert keep(cast, id=id) == "created"
    assert keep(cast, id=id) == "duplicate"
    assert keep(cast, id=id, name="Bob") == "conflict"
    assert keep(cast, id=id, uses=["told"]) == "conflict"
    assert Contact.objects.count() == 1
    assert contacts.open_contact(cast.amina, Contact.objects.get(), why="ring").name == "Ann Bright"


def test_an_id_made_on_a_phone_is_unique_in_its_area_only(cast):
    id = uuid.uuid4()
    assert keep(cast, id=id) == "created"
    assert contacts.keep_contact(cast.other_area, **({"id": id} | ANN)) == "created"


def test_the_audit_row_of_keeping_names_nobody(cast):
    keep(cast)
    row = AuditEvent.objects.get(verb="keep_contact")
    assert (row.subject_kind, row.subject_id) == ("", "")
    assert row.actor.is_system
    assert row.detail == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "", "phone": ""},
        {"email": "not an address", "phone": ""},
        {"email": "", "phone": "no digits"},
        {"uses": []},
        {"uses": ["anything"]},
        {"name": "A\x00"},
        {"name": "\ud800"},
        {"name": "x" * 201},
    ],
)
def test_bad_input_is_refused_with_a_sentence(cast, wrong):
    with pytest.raises(Refused, match=r"\w+ \w+"):
        keep(cast, **wrong)
    assert not Contact.objects.exists()


@pytest.mark.parametrize("asked", ["ANN@example.org ", "07700 900 123", "0044 7700 900123", "+447700900123"])
def test_a_contact_is_found_by_address_however_it_is_written(cast, asked):
    keep(cast)
    keep(cast, email="bob@example.org", phone="07700900124")
    assert [c.pk for c in contacts.find_by_address(cast.mehmet, cast.area, asked)] == [
        Contact.objects.get(email_index=contacts.index_of(cast.area, "ann@example.org")).pk
    ]


def test_an_empty_address_finds_nobody(cast):
    keep(cast, email="")
    assert contacts.find_by_address(cast.mehmet, cast.area, "@ ") == []
    assert contacts.find_by_address(cast.mehmet, cast.area, "") == []


def test_every_opening_is_on_record_with_its_reason(cast):
    keep(cast)
    contact = Contact.objects.get()
    contacts.open_contact(cast.amina, contact, why="ring about the offer")
    row = AuditEvent.objects.get(verb="open_contact")
    assert (row.actor, row.subject_id, row.detail["why"]) == (
        cast.amina,
        str(contact.pk),
        "ring about the offer",
    )


@pytest.mark.parametrize("who", ["bea", "grace", "femi", "dele", "esi", "nia"])
def test_others_may_not_open_a_contact(cast, who):
    keep(cast)
    actor = cast.actors[who]
    with pytest.raises(Denied):
        contacts.open_contact(actor, Contact.objects.get(), why="curious")
    with pytest.raises(Denied):
        contacts.find_by_address(actor, cast.area, "ann@example.org")
    assert not AuditEvent.objects.filter(verb__in=["open_contact", "find_contact"]).exists()


def test_only_those_who_agreed_and_did_not_stop_are_opened_for_a_use(cast):
    keep(cast)
    keep(cast, email="bob@example.org", uses=["offer"])
    keep(cast, email="cat@example.org", uses=["told"])
    cat = contacts.find_by_address(cast.amina, cast.area, "cat@example.org")[0]
    contacts.unsubscribe(contacts.unsubscribe_token(cat))
    told = contacts.open_for(cast.amina, cast.area, "told", why="feedback")
    assert [opened.email for opened in told] == ["ann@example.org"]
    assert AuditEvent.objects.get(verb="open_contact").detail["opened"] == 1


def test_a_stop_link_stops_once_and_a_forged_one_does_not(cast):
    keep(cast)
    contact = Contact.objects.get()
    token = contacts.unsubscribe_token(contact)
    contacts.unsubscribe(token)
    contacts.unsubscribe(token)
    contact.refresh_from_db()
    assert contact.unsubscribed_on == cast.area.today()
    assert AuditEvent.objects.filter(verb="unsubscribe").count() == 1
    with pytest.raises(Refused):
        contacts.unsubscribe(token[:-1] + ("a" if token[-1] != "a" else "b"))
    with pytest.raises(Refused):
        contacts.unsubscribe("")


def test_subject_access_gives_all_that_is_held(cast):
    keep(cast)
    keep(cast, name="A. Bright", phone="")
    held = contacts.subject_access(cast.mehmet, cast.area, "ann@example.org")
    assert {row["name"] for row in held} == {"Ann Bright", "A. Bright"}
    assert {use["use"] for use in held[0]["agreed_to"]} == {
        "Be told what came of it",
        "Be rung about an offer to help",
    }


def test_an_erased_contact_is_gone_and_is_erased_again_after_a_restore(cast):
    keep(cast)
    keep(cast, email="bob@example.org")
    ann = contacts.find_by_address(cast.mehmet, cast.area, "ann@example.org")[0]
    held = Contact.objects.filter(pk=ann.pk).values().get()
    contacts.erase_contact(cast.mehmet, ann, why="asked by letter")
    assert Contact.objects.count() == 1
    erased = set(Erasure.objects.filter(kind="contacts").values_list("subject_id", flat=True))
    assert erased == {retention.digest_of(held["id"]), retention.digest_of(held["client_id"])}
    Contact.objects.create(**held)  # an old backup brings it back
    assert retention.replay() == 1
    assert [opened.email for opened in contacts.open_for(cast.amina, cast.area, "told", why="x")] == [
        "bob@example.org"
    ]


def written_to(cast, contact, what):
    key = messages.key_of_contact(contact, what)
    return messages.queue(cast.area, once_key=key, to="ann@example.org", subject="News", body="Dear Ann")


def test_what_was_written_goes_with_an_erased_contact_and_what_waits_is_not_sent(cast, settings, tmp_path):
    settings.MESSAGES_FOLDER = tmp_path / "messages"
    keep(cast)
    ann = Contact.objects.get()
    first, late = (written_to(cast, ann, what) for what in ("won", "built"))
    assert messages.send_now(first.pk)
    held = {model: list(model.objects.values()) for model in (Contact, Message)}
    contacts.erase_contact(cast.mehmet, ann, why="asked")
    for after in ("erased", "restored"):  # an old backup brings the contact and what waited back
        assert messages.send_due() == 0, after
        assert {(bytes(one.to_sealed), one.subject, one.body) for one in Message.objects.all()} == {
            (b"", "", "")
        }
        assert not Contact.objects.exists()
        Message.objects.all().delete()
        for model, rows in held.items():
            model.objects.bulk_create(model(**row) for row in rows)
        retention.replay()
    assert Message.objects.get(pk=late.pk).state == Message.State.FAILED


def test_a_letter_that_comes_late_does_not_bring_an_erased_contact_back(cast):
    id = uuid.uuid4()
    keep(cast, id=id)
    contacts.erase_contact(cast.mehmet, Contact.objects.get(), why="asked")
    assert keep(cast, id=id) == "duplicate" and not Contact.objects.exists()


def test_who_asked_us_to_stop_gets_nothing_more_also_after_a_restore(cast):
    keep(cast)
    ann = Contact.objects.get()
    written_to(cast, ann, "won")
    held = list(Message.objects.values())
    contacts.unsubscribe(contacts.unsubscribe_token(ann))
    assert messages.send_due() == 0
    Contact.objects.update(unsubscribed_on=None)  # as in a backup from before
    Message.objects.all().delete()
    Message.objects.bulk_create(Message(**row) for row in held)
    retention.replay()
    assert Contact.objects.get().unsubscribed_on and messages.send_due() == 0

from listens.listening.models import Conversation, Note, NoteStrike
from tests.cast import TODAY
from tests.listening.phones import a_link, phone
from tests.urls_table import Case


def listener(cast):
    return phone(cast)


def of_round(cast):
    return {"round": cast.round.slug}


def link(cast):
    return {"link": a_link(cast)[0].pk}


def conversation(cast):
    return {"conversation": a_conversation(cast).pk}


def a_conversation(cast):
    made = Conversation.objects.create(
        area=cast.area,
        round=cast.round,
        organisation=cast.community,
        client_id="c1",
        payload_digest="d",
        channel="walk",
        received_on=TODAY,
    )
    Note.objects.create(area=cast.area, conversation=made, text="The lift is broken.")
    return made


def note(cast):
    made = a_conversation(cast)
    return {"conversation": made.pk, "note": made.notes.get().pk}


def strike(cast):
    made = note(cast)
    row = NoteStrike.objects.create(
        note_id=made["note"], seq=1, start=4, end=8, kind="words", reason="tells", by=cast.grace, on=TODAY
    )
    return {**made, "strike": row.pk}


def public_csrf(cast):
    return {}


EMPTY = {"schema_version": 1, "items": []}
CARD = {"schema_version": 1, "client_id": "5d0c3c1e-0f0a-4a3e-9a39-7a0d1c8b1f11", "answers": {"age": "25-34"}}
CONTACT = {
    "schema_version": 1,
    "client_id": "5d0c3c1e-0f0a-4a3e-9a39-7a0d1c8b1f12",
    "name": "Amal",
    "phone": "07700 900123",
    "uses": ["told"],
}
STATES = {"client_ids": ["5d0c3c1e-0f0a-4a3e-9a39-7a0d1c8b1f13"]}
ANSWER = {
    "client_id": "5d0c3c1e-0f0a-4a3e-9a39-7a0d1c8b1f13",
    "answer_id": "5d0c3c1e-0f0a-4a3e-9a39-7a0d1c8b1f14",
    "text": "It was on the Monday.",
}
CASES = {
    "api_csrf": Case(allowed="", refused=None),
    "api_conversations": Case(allowed=listener, refused="", method="post", data=EMPTY, is_json=True),
    "api_conversation_states": Case(
        allowed=listener, refused="grace", method="post", data=STATES, is_json=True
    ),
    "api_conversation_answers": Case(
        allowed=listener, refused="bea", method="post", data=ANSWER, is_json=True
    ),
    "api_contacts": Case(allowed=listener, refused="bea", method="post", data=CONTACT, is_json=True),
    "api_cards": Case(allowed=listener, refused="bea", method="post", data=CARD, is_json=True),
    "open_link": Case(allowed="", refused=None),
    "capture": Case(allowed=listener, refused="bea"),
    "phone": Case(allowed=listener, refused="bea"),
    "close_page": Case(allowed=listener, refused="bea", method="post"),
    "service_worker": Case(allowed="", refused=None),
    "manifest": Case(allowed="", refused=None),
    "thanks": Case(allowed=listener, refused="bea"),
    "contact": Case(allowed=listener, refused="bea"),
    "card": Case(allowed=listener, refused="bea"),
    "sent": Case(allowed=listener, refused="bea"),
    "list_reasons": Case(refused="grace"),
    "review_log": Case(refused="grace"),
    "round_links": Case(of_round, allowed="bea", refused="grace"),
    "make_link": Case(of_round, refused="grace"),
    "renew_link": Case(link, allowed="bea", refused="hana"),
    "hold_link": Case(link, refused="bea", method="post", data={"is_held": "yes"}),
    "revoke_link": Case(link, allowed="bea", refused="hana", method="post"),
    "review_queue": Case(refused="bea"),
    "accept_file": Case(of_round, refused="bea", method="post", data={"source": "notes.csv"}),
    "import_notes": Case(of_round, refused="grace"),
    "review_conversation": Case(conversation, allowed="grace", refused="amina"),
    "withdraw_note": Case(note, allowed="grace", refused="bea", method="post"),
    "strike_words": Case(note, allowed="grace", refused="amina"),
    "put_back": Case(strike, allowed="grace", refused="bea", method="post", data={"seen_seq": "1"}),
    "withdraw": Case(allowed="", refused=None),
    "withdraw_for": Case(refused="bea"),
}

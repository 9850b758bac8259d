"""The outbox: queued once, sent at least once, tried again, never lost, and the adapters behind it."""

import datetime as dt
import email
from pathlib import Path

import pytest
import time_machine
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from listens.core import messages, retention, sealing
from listens.core.messages import adapters, outbox
from listens.core.messages.envelope import as_email
from listens.core.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.MESSAGES_FOLDER = tmp_path / "messages"
    settings.MESSAGES_ADAPTER = "file"
    return settings.MESSAGES_FOLDER


class Flaky:
    """Fails as often as it is told, then keeps what it is given."""

    def __init__(self, failures=0, error=None):
        self.failures, self.error, self.sent = failures, error or RuntimeError("busy"), []

    def send(self, message, address):
        if self.failures:
            self.failures -= 1
            raise self.error
        self.sent.append((message.once_key, address))


@pytest.fixture
def flaky(monkeypatch):
    adapter = Flaky()
    monkeypatch.setattr(outbox.adapters, "chosen", lambda: adapter)
    return adapter


def queue(cast, key="feedback:1", **changes):
    words = {"to": "ann@example.org", "subject": "What came of it", "body": "Dear Ann,\nit was won."}
    return messages.queue(cast.area, once_key=key, **(words | changes))


def test_the_same_key_is_queued_once(cast):
    assert queue(cast).pk == queue(cast, body="again").pk
    assert Message.objects.count() == 1


def test_a_problem_does_not_repeat_the_address(cast, flaky):
    flaky.failures, flaky.error = 1, RuntimeError("{'Ann@example.org': (550, b'no <ann@example.org> here')}")
    message = queue(cast)
    assert not messages.send_now(message.pk)
    message.refresh_from_db()
    assert "550" in message.problem and "ann@" not in message.problem.lower()


def test_the_file_of_a_message_goes_with_its_words(cast, folder, django_capture_on_commit_callbacks):
    retention.prepare_area(cast.area)
    sent = [queue(cast), queue(cast, "feedback:2", channel="text", to="07700 900123")]
    assert messages.send_due() == 2 and len(list(folder.iterdir())) == 2
    Message.objects.update(queued_at=cast.area.now() - dt.timedelta(days=200))
    with django_capture_on_commit_callbacks(execute=True):
        assert retention.erase_expired(cast.area, "messages") == len(sent)
    assert list(folder.iterdir()) == []


def test_the_address_is_sealed(cast):
    message = queue(cast)
    assert b"ann" not in bytes(message.to_sealed)
    assert sealing.open_sealed(cast.area, message.to_sealed) == b"ann@example.org"


def test_a_message_goes_with_the_change_that_caused_it(cast):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queue(cast)
        1 / 0  # noqa: B018
    assert not Message.objects.exists()


def test_the_file_adapter_writes_a_whole_mail_for_its_owner_alone(cast, folder):
    queue(cast)
    assert messages.send_due() == 1
    [path] = folder.iterdir()
    mail = email.message_from_bytes(path.read_bytes())
    assert (mail["To"], mail["Subject"]) == ("ann@example.org", "What came of it")
    assert "it was won." in mail.get_payload(decode=True).decode()
    assert path.stat().st_mode & 0o777 == 0o600
    assert Message.objects.get().state == "sent"
    assert messages.send_due() == 0


def test_texts_and_letters_become_text_files(cast, folder):
    queue(cast, channel="text", to="07700 900123", body="Won!")
    assert messages.send_due() == 1
    [path] = folder.iterdir()
    assert path.suffix == ".txt"
    assert path.read_text() == "To: 07700 900123\n\nWon!\n"


def test_the_console_adapter_prints(cast, settings, capsys):
    settings.MESSAGES_ADAPTER = "console"
    queue(cast)
    messages.send_due()
    assert "to ann@example.org" in capsys.readouterr().out


def test_a_failure_waits_longer_each_time_and_then_gives_up(cast, flaky):
    flaky.failures = 99
    message = queue(cast)
    waits = []
    for _ in range(outbox.MOST_ATTEMPTS):
        message.refresh_from_db()
        with time_machine.travel(message.next_try_at + dt.timedelta(seconds=1), tick=False):
            before = timezone.now()
            assert messages.send_due() == 0
        message.refresh_from_db()
        waits.append((message.next_try_at - before).total_seconds())
    assert waits[:4] == [10, 20, 40, 80]
    assert (message.state, message.problem) == ("failed", "busy")


def test_what_can_never_be_sent_fails_at_once(cast, flaky):
    flaky.failures, flaky.error = 1, adapters.CannotSend("no template")
    message = queue(cast)
    messages.send_due()
    message.refresh_from_db()
    assert (message.state, message.attempts, message.problem) == ("failed", 1, "no template")


def test_a_message_that_is_not_due_waits(cast, flaky):
    Message.objects.filter(pk=queue(cast).pk).update(next_try_at=timezone.now() + dt.timedelta(minutes=1))
    assert messages.send_due() == 0


def test_a_worker_that_dies_after_sending_sends_again_with_the_same_key(cast, flaky, monkeypatch):
    queue(cast)
    settle = outbox._settle

    def killed(*args, **kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(outbox, "_settle", killed)
    with pytest.raises(KeyboardInterrupt):
        messages.send_due()
    monkeypatch.setattr(outbox, "_settle", settle)
    assert messages.send_due() == 0, "the lease still runs"
    with time_machine.travel(timezone.now() + outbox.LEASE + dt.timedelta(seconds=1)):
        assert messages.send_due() == 1
    assert flaky.sent == [("feedback:1", "ann@example.org")] * 2


def test_an_attempt_that_lost_its_lease_does_not_undo_the_other(cast, flaky):
    message = queue(cast)
    first = outbox._claim(message.pk)
    with time_machine.travel(timezone.now() + outbox.LEASE + dt.timedelta(seconds=1)):
        assert messages.send_now(message.pk)
    outbox._settle(first, state="failed", problem="late")
    message.refresh_from_db()
    assert message.state == "sent"


def test_an_unknown_adapter_says_which_there_are(cast, settings):
    settings.MESSAGES_ADAPTER = "pigeon"
    message = queue(cast)
    messages.send_due()
    message.refresh_from_db()
    assert "console, file, smtp, notify" in message.problem


def test_a_sign_in_code_is_sent_at_once_and_not_kept(
    cast, settings, folder, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "listens.core.mail.OutboxEmailBackend"
    with django_capture_on_commit_callbacks(execute=True):
        assert send_mail("Your code", "Code: 123456", None, ["amina@example.org"]) == 1
    [path] = folder.iterdir()
    assert "123456" in path.read_text()
    message = Message.objects.get()
    assert (message.state, message.body, message.area) == ("sent", "", None)


def test_where_messages_leave_the_machine_a_code_waits_for_the_worker(
    cast, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "listens.core.mail.OutboxEmailBackend"
    settings.MESSAGES_ADAPTER = "smtp"
    with django_capture_on_commit_callbacks(execute=True):
        send_mail("Your code", "Code: 123456", None, ["amina@example.org"])
    assert Message.objects.get().state == "queued"


def test_the_message_id_is_the_same_each_time(cast):
    first, second, other = (
        as_email(queue(cast, key), "a@example.org").message()["Message-ID"]
        for key in ("feedback:1", "feedback:1", "feedback:2")
    )
    assert first == second != other

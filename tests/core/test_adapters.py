"""The adapters that leave the machine, against servers on this one that speak the same protocol."""

import base64
import hashlib
import hmac
import json
import socketserver
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from listens.core import messages
from listens.core.messages import notify, smtp
from listens.core.messages.adapters import CannotSend
from listens.core.models import Message

pytestmark = pytest.mark.django_db
SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"


class Mailbox(socketserver.StreamRequestHandler):
    """Just enough SMTP to take a mail in."""

    def handle(self):
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            if line.upper().startswith(b"DATA"):
                self.wfile.write(b"354 go on\r\n")
                lines = []
                while (part := self.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(part)
                self.server.mails.append(b"".join(lines).decode())
            self.wfile.write(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 ok\r\n")
            if line.upper().startswith(b"QUIT"):
                return


class Notify(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.posts.append((self.path, self.headers["Authorization"], body))
        answer = json.dumps({"errors": [{"message": "no such template"}]}).encode()
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args):
        pass


@pytest.fixture
def serving():
    started = []

    def start(server):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        started.append(server)
        return server

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


@pytest.fixture
def mailbox(serving, settings):
    server = serving(socketserver.TCPServer(("127.0.0.1", 0), Mailbox))
    server.mails = []
    settings.MESSAGES_ADAPTER = "smtp"
    settings.SMTP = f"smtp+plain://127.0.0.1:{server.server_address[1]}"
    return server


@pytest.fixture
def notify_service(serving, settings):
    server = serving(HTTPServer(("127.0.0.1", 0), Notify))
    server.posts, server.status = [], 201
    settings.MESSAGES_ADAPTER = "notify"
    settings.NOTIFY = {
        "url": f"http://127.0.0.1:{server.server_address[1]}",
        "key": f"area-{SERVICE}-{SECRET}",
        "templates": {"email": "t-email", "text": "t-text", "letter": ""},
    }
    return server


def queue(cast, **changes):
    words = {"to": "ann@example.org", "subject": "Won", "body": "Dear Ann", "once_key": "k1"} | changes
    return messages.queue(cast.area, **words)


def test_smtp_sends_the_mail_with_our_reference(cast, mailbox):
    queue(cast)
    assert messages.send_due() == 1
    [mail] = mailbox.mails
    assert "Subject: Won" in mail and "Dear Ann" in mail
    assert f"<{hashlib.sha256(b'k1').hexdigest()[:40]}@" in mail


def test_smtp_sends_no_texts(cast, mailbox):
    message = queue(cast, channel="text")
    assert messages.send_due() == 0
    message.refresh_from_db()
    assert message.state == "failed" and "e-mail only" in message.problem


def test_a_mail_server_that_is_down_is_tried_again(cast, settings, mailbox):
    settings.SMTP = "smtp+plain://127.0.0.1:1"
    message = queue(cast)
    assert messages.send_due() == 0
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("queued", 1)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "smtp://u:p%40@mail.example:587",
            {"port": 587, "use_tls": True, "use_ssl": False, "password": "p@"},
        ),
        ("smtps://mail.example", {"port": 465, "use_tls": False, "use_ssl": True}),
        ("smtp://mail.example", {"port": 587, "use_tls": True}),
    ],
)
def test_the_address_of_the_mail_server_says_how_it_is_reached(address, expected):
    assert expected.items() <= smtp.server(address).items()


@pytest.mark.parametrize("address", ["", "http://mail.example", "mail.example:25"])
def test_a_bad_address_is_explained(address):
    with pytest.raises(CannotSend, match="LISTENS_SMTP must look like"):
        smtp.server(address)


def test_notify_gets_a_signed_post_with_our_reference(cast, notify_service):
    queue(cast)
    queue(cast, once_key="k2", channel="text", to="07700 900123")
    assert messages.send_due() == 2
    (path, authorization, body), (text_path, _, text) = notify_service.posts
    assert path == "/v2/notifications/email"
    assert body == {
        "template_id": "t-email",
        "reference": "k1",
        "personalisation": {"subject": "Won", "body": "Dear Ann"},
        "email_address": "ann@example.org",
    }
    assert (text_path, text["phone_number"]) == ("/v2/notifications/sms", "07700 900123")
    head, claim, signature = authorization.removeprefix("Bearer ").split(".")
    expected = hmac.new(SECRET.encode(), f"{head}.{claim}".encode(), hashlib.sha256).digest()
    assert base64.urlsafe_b64decode(signature + "==") == expected
    assert json.loads(base64.urlsafe_b64decode(claim + "=="))["iss"] == SERVICE


def test_a_channel_without_a_template_says_which_setting_is_missing(cast, notify_service):
    message = queue(cast, channel="letter", to="1 The Street\nLondon\nSE1 1AA")
    messages.send_due()
    message.refresh_from_db()
    assert "LISTENS_NOTIFY_TEMPLATE_LETTER" in message.problem
    assert notify_service.posts == []


def test_a_letters_lines_become_address_lines():
    message = Message(channel="letter", once_key="k", body="b", subject="s")
    content = notify.content_of(message, "1 The Street\nLondon\nSE1 1AA", "t")
    assert content["personalisation"]["address_line_3"] == "SE1 1AA"


@pytest.mark.parametrize(
    ("status", "state"), [(400, "failed"), (403, "failed"), (429, "queued"), (500, "queued")]
)
def test_what_notify_refuses_for_good_fails_and_the_rest_is_tried_again(cast, notify_service, status, state):
    notify_service.status = status
    message = queue(cast)
    assert messages.send_due() == 0
    message.refresh_from_db()
    assert message.state == state
    assert f"{status}: no such template" in message.problem

"""GOV.UK Notify: e-mails, texts and letters by the service public bodies already use. Only if the deployer names it.

Each channel needs a template of ((subject)) and ((body)) there; its id is a setting. Their client package brings a
dozen others; the whole protocol is one POST with a signed header.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
import urllib.error
import urllib.request
from typing import Any

from django.conf import settings

from listens.core.messages.adapters import CannotSend
from listens.core.models import Message

SECONDS = 20
PATHS = {"email": "email", "text": "sms", "letter": "letter"}


class NotifyAdapter:
    def send(self, message: Message, address: str) -> None:
        service: dict[str, Any] = settings.NOTIFY
        template = service["templates"].get(message.channel)
        if not template or not service["key"]:
            raise CannotSend(
                f"Set LISTENS_NOTIFY_KEY and LISTENS_NOTIFY_TEMPLATE_{message.channel.upper()} to send this."
            )
        request = urllib.request.Request(  # noqa: S310 - the deployer names the address
            f"{service['url']}/v2/notifications/{PATHS[message.channel]}",
            data=json.dumps(content_of(message, address, template)).encode(),
            headers={
                "Authorization": f"Bearer {signed_token(service['key'], int(time.time()))}",
                "Content-Type": "application/json",
            },
        )
        try:
            urllib.request.urlopen(request, timeout=SECONDS).close()  # noqa: S310
        except urllib.error.HTTPError as error:
            problem = f"GOV.UK Notify answered {error.code}: {_reason(error)}"
            if error.code in (400, 403):
                raise CannotSend(problem) from error
            raise RuntimeError(problem) from error


def content_of(message: Message, address: str, template: str) -> dict[str, Any]:
    """What is posted. `reference` lets a second copy be found in their records."""
    words = {"subject": message.subject, "body": message.body}
    content: dict[str, Any] = {
        "template_id": template,
        "reference": message.once_key,
        "personalisation": words,
    }
    if message.channel == Message.Channel.EMAIL:
        content["email_address"] = address
    elif message.channel == Message.Channel.TEXT:
        content["phone_number"] = address
    else:
        words |= {f"address_line_{n}": line for n, line in enumerate(address.splitlines()[:7], start=1)}
    return content


def signed_token(key: str, now: int) -> str:
    """A JSON Web Token, HS256. A Notify key ends in two ids of 36 characters: the service and the secret."""
    service, secret = key[-73:-37], key[-36:]
    head = _b64(json.dumps({"typ": "JWT", "alg": "HS256"}).encode())
    claim = _b64(json.dumps({"iss": service, "iat": now}).encode())
    signature = hmac.new(secret.encode(), f"{head}.{claim}".encode(), hashlib.sha256).digest()
    return f"{head}.{claim}.{_b64(signature)}"


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _reason(error: urllib.error.HTTPError) -> str:
    try:
        return "; ".join(str(problem.get("message", "")) for problem in json.load(error)["errors"])
    except (ValueError, KeyError, AttributeError, TypeError):
        return str(error.reason)

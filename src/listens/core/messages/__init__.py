"""Outgoing messages: an outbox in the database, and adapters behind one interface."""

from listens.core.messages.outbox import blank, forget, key_of_contact, queue, send_due, send_now, stop

__all__ = ["blank", "forget", "key_of_contact", "queue", "send_due", "send_now", "stop"]

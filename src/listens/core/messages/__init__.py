"""Outgoing messages: an outbox in the database, and adapters behind one interface."""

from listens.core.messages.outbox import queue, send_due, send_now

__all__ = ["queue", "send_due", "send_now"]

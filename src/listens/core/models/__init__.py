"""The ground every room stands on, one noun per file."""

from listens.core.models.account import Account
from listens.core.models.actor import Actor, Grant
from listens.core.models.area import RESERVED_SLUGS, Area, Readiness
from listens.core.models.audit import AuditEvent
from listens.core.models.batch import ImportBatch
from listens.core.models.chain import ChainEntry, ChainHead
from listens.core.models.contact import Contact, ContactUse
from listens.core.models.event import Delivery, Event
from listens.core.models.heartbeat import Heartbeat
from listens.core.models.identified import Identified
from listens.core.models.job import JobBytes, JobRun, JobStep
from listens.core.models.message import Message
from listens.core.models.release import Release
from listens.core.models.retention import Erasure, RetentionPeriod
from listens.core.models.slot_file import SlotFile

__all__ = [
    "RESERVED_SLUGS",
    "Account",
    "Actor",
    "Area",
    "AuditEvent",
    "ChainEntry",
    "ChainHead",
    "Contact",
    "ContactUse",
    "Delivery",
    "Erasure",
    "Event",
    "Grant",
    "Heartbeat",
    "Identified",
    "ImportBatch",
    "JobBytes",
    "JobRun",
    "JobStep",
    "Message",
    "Readiness",
    "Release",
    "RetentionPeriod",
    "SlotFile",
]

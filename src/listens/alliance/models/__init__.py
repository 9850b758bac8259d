"""Who makes up the alliance, and who answers to it."""

from listens.alliance.models.clearance import Clearance
from listens.alliance.models.office import Holding, Office
from listens.alliance.models.organisation import Organisation
from listens.alliance.models.person import Person
from listens.alliance.models.waiting import WaitingFile

__all__ = ["Clearance", "Holding", "Office", "Organisation", "Person", "WaitingFile"]

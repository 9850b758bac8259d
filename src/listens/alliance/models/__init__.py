"""Who makes up the alliance, and who answers to it."""

from listens.alliance.models.office import Holding, Office
from listens.alliance.models.organisation import Organisation
from listens.alliance.models.person import Person

__all__ = ["Holding", "Office", "Organisation", "Person"]

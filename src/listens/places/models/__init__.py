"""What an area is made of, and the published figures about it."""

from listens.places.models.data_set import DataSet, Figures
from listens.places.models.outline import Outline
from listens.places.models.place import Place
from listens.places.models.small_area import SmallArea

__all__ = ["DataSet", "Figures", "Outline", "Place", "SmallArea"]

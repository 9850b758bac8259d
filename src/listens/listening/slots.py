"""The place for films, audio and Easy Read beside what people are told before they speak."""

from django.utils.translation import gettext_lazy as _

from listens.core import media
from listens.core.models import Area
from listens.listening.models import Round


def rounds_of(area: Area) -> list[tuple[str, str]]:
    """What such a file may be about, for this room and those above."""
    return list(Round.objects.filter(area=area).order_by("-number").values_list("slug", "name"))


media.declare("consent", _("Before you talk to us"), rounds_of)

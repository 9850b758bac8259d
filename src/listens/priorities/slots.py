"""The places for films, audio and Easy Read beside a vote and its result."""

from django.utils.translation import gettext_lazy as _

from listens.core import media
from listens.listening.slots import rounds_of

media.declare("ballot", _("How the vote works"), rounds_of)
media.declare("result", _("The result of the vote"), rounds_of)

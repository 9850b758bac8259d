"""The place for films, audio and Easy Read beside what came of it."""

from django.utils.translation import gettext_lazy as _

from listens.core import media
from listens.listening.slots import rounds_of

media.declare("feedback", _("What came of it"), rounds_of)

from typing import Any

from django.apps import AppConfig
from django.forms import ChoiceField, Field, FileField, MultipleChoiceField
from django.utils.translation import gettext_lazy as _

# What stands beside a field that was left empty: what to do, in place of Django's "This field is required."
EMPTY: dict[type[Field], Any] = {
    Field: _("Fill this in."),
    ChoiceField: _("Choose one."),
    MultipleChoiceField: _("Choose at least one."),
    FileField: _("Choose a file."),
}


class CoreConfig(AppConfig):
    name = "listens.core"
    label = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        from listens.core.rooms import load_rooms

        load_rooms()
        for field, words in EMPTY.items():
            field.default_error_messages = {**field.default_error_messages, "required": words}

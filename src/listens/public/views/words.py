"""Pages of words: about, how we count, privacy, accessibility."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from listens.core import media
from listens.core.published import act
from listens.core.views import AreaView
from listens.public import figures, retention_table


class AboutView(AreaView):
    verb = "read_public"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page("public/about.html")


class HowWeCountView(AreaView):
    verb = "read_public"

    def get(self, request: HttpRequest) -> HttpResponse:
        def rule(n: int, definition: str):  # type: ignore[no-untyped-def]
            return act(
                n, definition=definition, as_at=self.area.today(), source=_("The settings of this area")
            )

        return self.page(
            "public/how_we_count.html",
            hide_below=rule(self.area.hide_below, _("Counts of people below this are hidden")),
            round_to=rule(self.area.round_to, _("Other counts of people are rounded to this")),
            wait_days=rule(self.area.quote_wait_days, _("Days a checked quote waits before it is shown")),
            figures=figures.newest(self.area),
        )


class PrivacyView(AreaView):
    verb = "read_public"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page("public/privacy.html", periods=retention_table.periods(self.area))


class AccessibilityView(AreaView):
    verb = "read_public"

    def get(self, request: HttpRequest) -> HttpResponse:
        filled = set(media.files_of(self.area).values_list("slot", flat=True))
        slots = [slot for slot in media.SLOTS.values() if slot.name in filled]
        return self.page("public/accessibility.html", slots=slots)

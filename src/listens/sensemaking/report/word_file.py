"""The report as a Word file."""

from __future__ import annotations

from django.utils.translation import get_language, get_language_bidi, to_locale
from django.utils.translation import gettext as _

from listens.listening.spoken import direction
from listens.sensemaking.report import words
from listens.sensemaking.report.document import Picture, Writer
from listens.sensemaking.report.findings import Finding, Findings
from listens.sensemaking.report.pictures import bar


def as_docx(found: Findings) -> bytes:
    """In the language of whoever asks for it."""
    language = to_locale(get_language() or "en").replace("_", "-")
    title = words.title(found.round)
    writer = Writer(title, language, is_rtl=get_language_bidi(), author=found.area.name)
    writer.top_of_pages(words.warning())
    writer.heading(_("How it was done"), 1)
    writer.bullets(words.how_done(found))
    if found.themes:
        writer.heading(_("All themes"), 1)
        _overview(writer, found)
        for one in found.themes:
            _theme(writer, one, 1)
    else:
        writer.paragraph(_("No note of this round has a theme yet."))
    writer.heading(_("What is not clear"), 1)
    writer.bullets(words.unclear(found))
    return writer.as_bytes()


def _overview(writer: Writer, found: Findings) -> None:
    most = max(one.count.num_conversations for one in found.themes)
    rows: list[list[str | Picture]] = []
    for one in found.themes:
        num = one.count.num_conversations
        picture = Picture(
            bar(num / most, from_right=writer.is_rtl),
            _("%(theme)s: a bar for %(n)s") % {"theme": one.count.theme.name, "n": words.conversations(num)},
        )
        rows.append([one.count.theme.name, f"{num:,}", f"{one.count.times_heard:,}", picture])
    headings = [_("Theme"), _("Conversations"), _("Times heard"), _("Picture")]
    writer.table(_("Themes by how often they were heard"), headings, rows, [5, 3.2, 2.8, 5])
    sized = [one for one in found.themes if one.estimate]
    if sized:
        _sizes(writer, sized)


def _sizes(writer: Writer, sized: list[Finding]) -> None:
    rows: list[list[str | Picture]] = []
    for one in sized:
        size = one.estimate
        assert size is not None
        share, low, high = (round(100 * each) for each in (size.share, size.low, size.high))
        told = _("%(share)d of 100, from %(low)d to %(high)d") % {"share": share, "low": low, "high": high}
        picture = Picture(
            bar(size.share, size.low, size.high, from_right=writer.is_rtl),
            f"{one.count.theme.name}: {told}",
        )
        rows.append(
            [one.count.theme.name, str(share), _("%(low)d to %(high)d") % {"low": low, "high": high}, picture]
        )
    headings = [_("Theme"), _("Of 100 conversations"), _("Range"), _("Picture")]
    writer.table(_("Among all that was said"), headings, rows, [5, 3.2, 2.8, 5])


def _theme(writer: Writer, one: Finding, level: int) -> None:
    theme = one.count.theme
    writer.heading(theme.name, level)
    for label, text in (
        ("", theme.definition),
        (_("Belongs here:"), theme.include),
        (_("Does not belong here:"), theme.exclude),
    ):
        if text:
            writer.paragraph(f"{label} {text}".strip())
    writer.bullets(words.sizes(one))
    for quote in one.quotes:
        is_rtl = direction(quote.language) == "rtl"
        writer.quote(quote.words, words.said_by(quote), quote.language, is_rtl=is_rtl)
        if quote.translated:
            language = quote.translated_language
            is_rtl = direction(language) == "rtl"
            writer.quote(quote.translated, _("Translated"), language, is_rtl=is_rtl)
    for part in one.parts:
        _theme(writer, part, level + 1)

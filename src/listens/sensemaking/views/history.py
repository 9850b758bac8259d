"""What changed in the codebook, who did it and why; and taking the newest change of a theme back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listens.core.acting import Refused
from listens.core.views import AreaView
from listens.sensemaking import actions, fetch, history, presenters
from listens.sensemaking.models import ThemeChange

CHANGES_A_PAGE = 50


class ListChangesView(AreaView):
    """All changes, or those of one theme by `?theme=`; the newest first."""

    verb = "read_codebook"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        code = request.GET.get("theme", "")
        theme = fetch.fetch_theme(self.area, code) if code else None
        page = Paginator(history.changes(self.area, theme), CHANGES_A_PAGE).get_page(request.GET.get("page"))
        newest, may_edit = history.undoable(self.area), self.may("edit_codebook")
        may_set = self.may("set_theme_status")
        rows = [
            {
                "change": change,
                "words": history.in_words(change),
                "details": history.details(change),
                "reason": change.reason,
                "is_undone": hasattr(change, "undone_by"),
                "may_undo": change.seq in newest
                and bool(may_set if change.kind == ThemeChange.Kind.STATUS else may_edit),
            }
            for change in page.object_list
        ]
        return self.page(
            "sensemaking/changes.html",
            rows=rows,
            theme=theme,
            page_obj=page,
            query=f"theme={theme.code}&" if theme else "",
            trail=presenters.codebook_trail(self.area, theme),
        )


class UndoChangeView(AreaView):
    verb = "edit_codebook"

    def post(self, request: HttpRequest, seq: int, **kwargs: Any) -> HttpResponse:
        change = fetch.fetch_change(self.area, seq)
        try:
            actions.undo_change(self.actor, change)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("It was undone, and stays in this list."))
        return redirect("codebook_changes", area=self.area.slug)

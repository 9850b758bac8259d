"""The sense-making room's addresses below `/<area>/`: the codebook, coding, and quotes."""

from django.urls import path

from listens.sensemaking.views import (
    beside,
    codebook,
    codebook_files,
    coding,
    examples,
    history,
    merging,
    quotes,
    recoding,
    themes,
)

urlpatterns = [
    path("codebook/", codebook.ShowCodebookView.as_view(), name="codebook"),
    path("codebook/add/", codebook.AddThemeView.as_view(), name="add_theme"),
    path("codebook/import/", codebook_files.SendCodebookView.as_view(), name="import_codebook"),
    path(
        "codebook/file.<slug:form>", codebook_files.DownloadCodebookView.as_view(), name="download_codebook"
    ),
    path("codebook/themes/<slug:code>/", themes.ShowThemeView.as_view(), name="staff_theme"),
    path("codebook/themes/<slug:code>/change/", codebook.ChangeThemeView.as_view(), name="change_theme"),
    path("codebook/themes/<slug:code>/park/", codebook.ParkThemeView.as_view(), name="park_theme"),
    path("codebook/themes/<slug:code>/status/", codebook.SetStatusView.as_view(), name="theme_status"),
    path("codebook/themes/<slug:code>/merge/", merging.MergeThemeView.as_view(), name="merge_theme"),
    path("codebook/themes/<slug:code>/split/", merging.SplitThemeView.as_view(), name="split_theme"),
    path("codebook/themes/<slug:code>/recode/", recoding.RecodeThemeView.as_view(), name="recode_theme"),
    path(
        "codebook/themes/<slug:code>/examples/", examples.ThemeExamplesView.as_view(), name="theme_examples"
    ),
    path("codebook/changes/", history.ListChangesView.as_view(), name="codebook_changes"),
    path("codebook/changes/<int:seq>/undo/", history.UndoChangeView.as_view(), name="undo_theme_change"),
    path("codebook/themes/<slug:code>/notes/", themes.ListThemeNotesView.as_view(), name="theme_notes"),
    path("codebook/data/", beside.ListThemesDataView.as_view(), name="themes_data"),
    path("codebook/themes/<slug:code>/data/", beside.ShowThemeDataView.as_view(), name="theme_data"),
    path(
        "codebook/themes/<slug:code>/data/figures/",
        beside.ChooseIndicatorsView.as_view(),
        name="choose_indicators",
    ),
    path(
        "codebook/themes/<slug:code>/data/figures/undo/",
        beside.UndoIndicatorsView.as_view(),
        name="undo_indicators",
    ),
    path(
        "codebook/themes/<slug:code>/data/compare/",
        beside.CompareWithDataView.as_view(),
        name="compare_with_data",
    ),
    path("coding/<slug:round>/", coding.CodeNotesView.as_view(), name="code_notes"),
    path("coding/<slug:round>/next/", coding.NextNotesView.as_view(), name="next_notes"),
    path("coding/<slug:round>/flag/<uuid:note>/", coding.FlagNoteView.as_view(), name="flag_note"),
    path("quotes/", quotes.ListQuotesView.as_view(), name="quotes"),
    path("quotes/check/", quotes.CheckQueueView.as_view(), name="check_quotes"),
    path("quotes/<uuid:quote>/check/", quotes.CheckQuoteView.as_view(), name="check_quote"),
    path("notes/<uuid:note>/quote/", quotes.ProposeQuoteView.as_view(), name="propose_quote"),
    path("organisations/<uuid:organisation>/themes/", themes.OwnThemesView.as_view(), name="own_themes"),
]

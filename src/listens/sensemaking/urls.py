"""The sense-making room's addresses below `/<area>/`: the codebook, coding, and quotes."""

from django.urls import path

from listens.sensemaking.views import (
    agreement,
    behind,
    beside,
    between,
    choices,
    codebook,
    codebook_files,
    coding,
    computer,
    corrections,
    examples,
    history,
    merging,
    outside_names,
    overview,
    proposals,
    quotes,
    recoding,
    report,
    suggestions,
    themes,
    wall,
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
    path("codebook/themes/<slug:code>/notes/", behind.ListThemeNotesView.as_view(), name="theme_notes"),
    path("codebook/notes/", behind.ListCodedNotesView.as_view(), name="coded_notes"),
    path("codebook/overview/", overview.OverviewView.as_view(), name="themes_overview"),
    path("codebook/overview/compare/", overview.CompareView.as_view(), name="compare_themes"),
    path("codebook/report/<slug:round>/", report.ShowReportView.as_view(), name="findings_report"),
    path("codebook/report/<slug:round>/file.docx", report.DownloadReportView.as_view(), name="report_file"),
    path("codebook/rounds/", between.BetweenRoundsView.as_view(), name="between_rounds"),
    path("codebook/rounds/file.csv", between.DownloadBetweenView.as_view(), name="download_between"),
    path("codebook/themes/<slug:code>/rounds/", between.ThemeBetweenView.as_view(), name="theme_between"),
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
    path("codebook/computer/<slug:round>/", computer.FindThemesView.as_view(), name="find_themes"),
    path(
        "codebook/computer/<slug:round>/choices/",
        choices.ChooseForComputerView.as_view(),
        name="choose_for_computer",
    ),
    path("codebook/proposals/<slug:round>/", proposals.ListProposalsView.as_view(), name="proposals"),
    path(
        "codebook/proposals/<slug:round>/<uuid:proposal>/",
        proposals.AcceptProposalView.as_view(),
        name="accept_proposal",
    ),
    path(
        "codebook/proposals/<slug:round>/<uuid:proposal>/name/",
        outside_names.AskOutsideNameView.as_view(),
        name="ask_outside_name",
    ),
    path(
        "codebook/proposals/<slug:round>/<uuid:proposal>/decide/",
        proposals.DecideProposalView.as_view(),
        name="decide_proposal",
    ),
    path("coding/<slug:round>/computer/", computer.SuggestCodingsView.as_view(), name="suggest_codings"),
    path(
        "coding/<slug:round>/computer/<slug:code>/",
        suggestions.AcceptSuggestionsView.as_view(),
        name="accept_suggestions",
    ),
    path(
        "coding/<slug:round>/computer/<slug:code>/notes/",
        behind.ListSuggestedNotesView.as_view(),
        name="suggested_notes",
    ),
    path(
        "coding/<slug:round>/computer/undo/<uuid:batch>/",
        suggestions.UndoSuggestionsView.as_view(),
        name="undo_suggestions",
    ),
    path("coding/<slug:round>/", coding.CodeNotesView.as_view(), name="code_notes"),
    path("coding/<slug:round>/next/", coding.NextNotesView.as_view(), name="next_notes"),
    path("coding/<slug:round>/blind/", agreement.CodeBlindView.as_view(), name="code_blind"),
    path("coding/<slug:round>/blind/next/", agreement.NextBlindNotesView.as_view(), name="next_blind"),
    path("coding/<slug:round>/agreement/", agreement.ShowAgreementView.as_view(), name="agreement"),
    path(
        "coding/<slug:round>/agreement/start/",
        agreement.StartBlindCheckView.as_view(),
        name="start_blind_check",
    ),
    path("coding/<slug:round>/agreement/end/", agreement.EndBlindCheckView.as_view(), name="end_blind_check"),
    path(
        "coding/<slug:round>/agreement/take-over/", agreement.TakeOverView.as_view(), name="take_over_agreed"
    ),
    path(
        "coding/<slug:round>/agreement/file.csv", agreement.DownloadBlindView.as_view(), name="download_blind"
    ),
    path("coding/<slug:round>/agreement/settle/", agreement.SettleView.as_view(), name="settle_blind"),
    path("coding/<slug:round>/flag/<uuid:note>/", coding.FlagNoteView.as_view(), name="flag_note"),
    path("coding/<slug:round>/wall/", wall.CodeWallView.as_view(), name="code_wall"),
    path("coding/<slug:round>/wall/print/", wall.PrintWallView.as_view(), name="print_wall"),
    path("coding/<slug:round>/heard-right/", corrections.ListCorrectionsView.as_view(), name="corrections"),
    path("coding/<slug:round>/heard-right/ask/", corrections.AskView.as_view(), name="ask_heard_right"),
    path(
        "coding/<slug:round>/heard-right/add/", corrections.AddCorrectionView.as_view(), name="add_correction"
    ),
    path(
        "coding/<slug:round>/heard-right/<uuid:correction>/",
        corrections.AnswerCorrectionView.as_view(),
        name="answer_correction",
    ),
    path("quotes/", quotes.ListQuotesView.as_view(), name="quotes"),
    path("quotes/check/", quotes.CheckQueueView.as_view(), name="check_quotes"),
    path("quotes/<uuid:quote>/check/", quotes.CheckQuoteView.as_view(), name="check_quote"),
    path("notes/<uuid:note>/quote/", quotes.ProposeQuoteView.as_view(), name="propose_quote"),
    path("organisations/<uuid:organisation>/themes/", themes.OwnThemesView.as_view(), name="own_themes"),
]

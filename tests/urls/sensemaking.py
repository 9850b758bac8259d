from listens.sensemaking.actions import park_theme
from tests.sensemaking.build import blind_check, codebook, correction, note, quote, theme
from tests.sensemaking.proposed import batch, proposal, suggestion
from tests.sensemaking.rounds import coded_twice
from tests.urls_table import Case


def one_theme(cast):
    return {"code": theme(cast, "damp").code}


def one_change(cast):
    park_theme(cast.femi, theme(cast, "damp"))
    return {"seq": 1}


def two_rounds(cast):
    coded_twice(cast)
    return {}


def of_round(cast):
    return {"round": cast.round.slug}


def one_note(cast):
    return {"note": note(cast, may_quote=True).pk}


def flagged(cast):
    return of_round(cast) | one_note(cast)


def waiting_quote(cast):
    return {"quote": quote(cast, note(cast, may_quote=True), codebook(cast)["damp"], is_checked=False).pk}


def one_proposal(cast):
    return of_round(cast) | {"proposal": proposal(cast).pk}


def one_suggestion(cast):
    return of_round(cast) | {"code": suggestion(cast).theme.code}


def one_batch(cast):
    return of_round(cast) | {"batch": batch(cast).pk}


def of_checked_round(cast):
    blind_check(cast)
    return of_round(cast)


def one_correction(cast):
    return of_round(cast) | {"correction": correction(cast).pk}


CASES = {
    "codebook": Case(allowed="grace", refused="bea"),
    "add_theme": Case(allowed="femi", refused="grace"),
    "import_codebook": Case(allowed="femi", refused="grace"),
    "download_codebook": Case(lambda cast: {"form": "csv"}, allowed="grace", refused="dele"),
    "staff_theme": Case(one_theme, allowed="nia", refused="bea"),
    "change_theme": Case(one_theme, refused="grace"),
    "park_theme": Case(one_theme, refused="grace", method="post"),
    "theme_status": Case(one_theme, allowed="femi", refused="amina"),
    "merge_theme": Case(one_theme, refused="grace"),
    "split_theme": Case(one_theme, allowed="femi", refused="grace"),
    "recode_theme": Case(one_theme, allowed="femi", refused="amina"),
    "theme_examples": Case(one_theme, refused="grace"),
    "codebook_changes": Case(allowed="grace", refused="bea"),
    "undo_theme_change": Case(one_change, refused="grace", method="post"),
    "theme_notes": Case(one_theme, allowed="grace", refused="pat"),
    "coded_notes": Case(allowed="femi", refused="amina"),
    "themes_overview": Case(allowed="amina", refused="nia"),
    "compare_themes": Case(allowed="grace", refused="pat"),
    "findings_report": Case(of_round, allowed="amina", refused="nia"),
    "report_file": Case(of_round, allowed="grace", refused="pat"),
    "between_rounds": Case(allowed="amina", refused="nia"),
    "download_between": Case(two_rounds, allowed="grace", refused="pat"),
    "theme_between": Case(one_theme, allowed="grace", refused="nia"),
    "themes_data": Case(allowed="nia", refused="bea"),
    "theme_data": Case(one_theme, allowed="nia", refused="bea"),
    "choose_indicators": Case(one_theme, allowed="amina", refused="nia"),
    "undo_indicators": Case(one_theme, allowed="femi", refused="grace", method="post"),
    "compare_with_data": Case(one_theme, allowed="femi", refused="amina"),
    "code_notes": Case(of_round, allowed="femi", refused="amina"),
    "next_notes": Case(of_round, allowed="femi", refused="grace"),
    "find_themes": Case(of_round, allowed="femi", refused="pat"),
    "proposals": Case(of_round, allowed="femi", refused="grace"),
    "accept_proposal": Case(one_proposal, allowed="femi", refused="pat"),
    "decide_proposal": Case(one_proposal, allowed="femi", refused="grace", method="post"),
    "choose_for_computer": Case(of_round, allowed="amina", refused="femi"),
    "ask_outside_name": Case(one_proposal, allowed="femi", refused="amina"),
    "suggest_codings": Case(of_round, allowed="femi", refused="grace"),
    "accept_suggestions": Case(one_suggestion, allowed="femi", refused="amina"),
    "suggested_notes": Case(one_suggestion, allowed="femi", refused="amina"),
    "undo_suggestions": Case(one_batch, allowed="femi", refused="grace", method="post"),
    "code_blind": Case(of_checked_round, allowed="femi", refused="amina"),
    "next_blind": Case(of_checked_round, allowed="femi", refused="grace"),
    "agreement": Case(of_checked_round, allowed="amina", refused="bea"),
    "start_blind_check": Case(of_round, allowed="femi", refused="amina", method="post"),
    "end_blind_check": Case(of_checked_round, allowed="femi", refused="grace", method="post"),
    "take_over_agreed": Case(of_checked_round, allowed="femi", refused="amina", method="post"),
    "settle_blind": Case(of_checked_round, allowed="femi", refused="grace"),
    "download_blind": Case(of_checked_round, allowed="grace", refused="bea"),
    "code_wall": Case(of_round, allowed="femi", refused="amina"),
    "print_wall": Case(of_round, allowed="femi", refused="grace", method="post"),
    "corrections": Case(of_round, allowed="grace", refused="pat"),
    "ask_heard_right": Case(of_round, allowed="amina", refused="nia"),
    "add_correction": Case(of_round, allowed="amina", refused="grace"),
    "answer_correction": Case(one_correction, allowed="femi", refused="amina"),
    "flag_note": Case(flagged, allowed="grace", refused="amina", method="post"),
    "quotes": Case(allowed="grace", refused="pat"),
    "check_quotes": Case(allowed="grace", refused="amina"),
    "check_quote": Case(waiting_quote, allowed="grace", refused="femi"),
    "propose_quote": Case(one_note, allowed="femi", refused="pat"),
    "own_themes": Case(lambda cast: {"organisation": cast.community.pk}, allowed="bea", refused="hana"),
}

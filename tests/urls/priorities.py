from listens.priorities.actions import merge_proposals, say_of_proposal
from listens.priorities.models import Proposal
from tests.priorities.made import slip_vote, vote
from tests.priorities.papers import by_phone, typed, with_sheets, with_slips
from tests.urls_table import Case


def of_round(cast):
    return {"round": cast.round.slug}


def with_vote(until):
    def build(cast):
        vote(cast, until=until)
        return of_round(cast)

    return build


def with_result(cast):
    from listens.priorities.actions import count_ballots

    count_ballots(cast.amina, vote(cast, until="closed"))
    return of_round(cast)


def paper(cast):
    """A slip that two people typed differently."""
    long_list, _made = with_slips(cast)
    typed(long_list, cast.amina, 1, "damp bus")
    return of_round(cast) | {"paper": typed(long_list, cast.ivo, 1, "damp wages").pk}


def voted_twice(cast):
    long_list, made = with_slips(cast, typed_twice=False)
    by_phone(cast, made[0], "damp bus")
    return of_round(cast) | {"paper": typed(long_list, cast.ivo, 1, "damp wages").pk}


def sheet(cast):
    return of_round(cast) | {"share": with_sheets(cast).shares.get(way="sheet").pk}


def sheets(cast):
    with_sheets(cast)
    return of_round(cast)


def proposal(cast):
    vote(cast, until="draft")
    return {"proposal": Proposal.objects.get(reference="damp").pk}


def share(cast):
    long_list, _codes = slip_vote(cast, {"One": 2, "Two": 1, "Three": 1})
    return of_round(cast) | {"share": long_list.shares.first().pk}


def of_own_organisation(cast):
    proposal(cast)
    return {"organisation": cast.community.pk}


def merged(cast):
    found = proposal(cast)
    wages = Proposal.objects.get(reference="wages")
    merge_proposals(cast.amina, wages, Proposal.objects.get(pk=found["proposal"]), reason="The same.")
    return {"proposal": wages.pk}


def said(cast):
    of = Proposal.objects.get(pk=proposal(cast)["proposal"])
    made = say_of_proposal(cast.hana, of, cast.second_community, kind="for", words="We know it.")
    return {"contribution": made.pk}


def told(cast):
    found = proposal(cast)
    Proposal.objects.get(pk=found["proposal"]).organisations.add(cast.community)
    return found


CASES = {
    "ballot": Case(allowed="", refused=None),
    "ballot_cast": Case(allowed="", refused=None, method="post"),
    "vote_slips": Case(with_vote("locked"), refused="ivo"),
    "replace_vote_slip": Case(with_vote("open"), refused="ivo"),
    "take_back_vote_slips": Case(share, refused="ivo"),
    "vote": Case(of_round, allowed="hana", refused="esi"),
    "write_proposal": Case(of_round, refused="hana"),
    "vote_settings": Case(of_round, refused="hana"),
    "vote_shares": Case(with_vote("draft"), refused="bea"),
    "add_all_shares": Case(with_vote("draft"), refused="bea", method="post"),
    "vote_state": Case(with_vote("open"), allowed="", refused=None),
    "vote_screen": Case(with_vote("open"), allowed="ivo", refused="bea"),
    "vote_night": Case(with_vote("open"), allowed="ivo", refused="hana"),
    "lock_vote": Case(with_vote("draft"), refused="bea", method="post"),
    "open_vote": Case(with_vote("locked"), refused="bea", method="post"),
    "close_vote": Case(with_vote("open"), refused="bea", method="post"),
    "count_vote": Case(with_vote("closed"), refused="bea", method="post"),
    "enter_ballot": Case(with_vote("open"), allowed="ivo", refused="hana"),
    "compare_slips": Case(with_vote("open"), allowed="ivo", refused="bea"),
    "settle_slip": Case(paper, allowed="ivo", refused="bea"),
    "double_votes": Case(with_vote("open"), refused="ivo"),
    "settle_double_vote": Case(voted_twice, refused="ivo"),
    "vote_sheets": Case(sheets, allowed="bea", refused="hana"),
    "print_vote_sheets": Case(sheets, allowed="bea", refused="hana"),
    "type_sheet": Case(sheet, allowed="bea", refused="hana"),
    "hand_count": Case(with_vote("open"), allowed="ivo", refused="bea"),
    "enter_totals": Case(with_vote("open"), refused="ivo"),
    "reconcile_votes": Case(with_vote("open"), allowed="ivo", refused="bea"),
    "ballot_file": Case(with_vote("open"), refused="ivo"),
    "vote_result": Case(with_result, allowed="hana", refused="dele"),
    "proposal": Case(proposal, allowed="hana", refused="dele"),
    "change_proposal": Case(proposal, refused="hana"),
    "from_themes": Case(of_round, refused="hana"),
    "same_proposals": Case(of_round, refused="hana"),
    "long_list": Case(with_vote("draft"), allowed="hana", refused="dele"),
    "discussion_sheet": Case(with_vote("draft"), allowed="ivo", refused="femi"),
    "record_told": Case(told, refused="bea", method="post"),
    "merge_proposal": Case(proposal, refused="bea"),
    "undo_merge": Case(merged, refused="hana"),
    "say_of_proposal": Case(proposal, allowed="hana", refused="ivo", method="post"),
    "take_back_said": Case(said, allowed="hana", refused="bea"),
    "hide_said": Case(said, refused="hana"),
    "own_proposals": Case(of_own_organisation, allowed="bea", refused="hana"),
    "decide_gate": Case(proposal, refused="hana"),
}

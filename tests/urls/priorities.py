from listens.priorities.models import Proposal
from tests.priorities.made import slip_vote, vote
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


def proposal(cast):
    vote(cast, until="draft")
    return {"proposal": Proposal.objects.get(reference="damp").pk}


def share(cast):
    long_list, _codes = slip_vote(cast, {"One": 2, "Two": 1, "Three": 1})
    return of_round(cast) | {"share": long_list.shares.first().pk}


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
    "ballot_file": Case(with_vote("open"), refused="ivo"),
    "vote_result": Case(with_result, allowed="hana", refused="dele"),
    "vote_result_file": Case(with_result, allowed="bea", refused="esi"),
    "vote_ballots_file": Case(with_result, allowed="bea", refused="esi"),
    "proposal": Case(proposal, allowed="hana", refused="dele"),
    "decide_gate": Case(proposal, refused="hana"),
}

"""What people do to the alliance: one noun per file, all of them offered here."""

from listens.alliance.actions.clearances import record_clearance
from listens.alliance.actions.offices import add_office, name_holder
from listens.alliance.actions.organisations import add_organisation, change_organisation
from listens.alliance.actions.organisations_import import import_organisations
from listens.alliance.actions.people import add_person, invite_person, mark_left
from listens.alliance.actions.people_import import import_people
from listens.alliance.actions.place_files import bring_in_place_file, send_place_file
from listens.alliance.actions.waiting import bring_in_waiting, keep_waiting, look_again

__all__ = [
    "add_office",
    "add_organisation",
    "add_person",
    "bring_in_place_file",
    "bring_in_waiting",
    "change_organisation",
    "import_organisations",
    "import_people",
    "invite_person",
    "keep_waiting",
    "look_again",
    "mark_left",
    "name_holder",
    "record_clearance",
    "send_place_file",
]

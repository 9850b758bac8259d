"""Core's own rows of the access table."""

from listens.core.access import declare

KEEPERS = ("organiser", "data_protection_lead")

declare("open_area", "open an area", room="core")
declare("change_area", "change the area's settings", ["organiser"], room="core")
declare("record_readiness", "record what the area must have ready", KEEPERS, room="core")
declare("set_retention", "set how long records are kept", ["data_protection_lead"], room="core")
declare("erase_expired", "erase what is past its time", ["data_protection_lead"], room="core")
declare("change_media", "add and take away films, audio and Easy Read", ["organiser"], room="core")
declare("see_media", "see films, audio and Easy Read", room="core", is_public=True)
declare("open_account", "open accounts", ["organiser"], room="core")
declare("grant_role", "give roles", ["organiser"], room="core")
declare("end_grant", "take roles away", ["organiser"], room="core")
declare("keep_contact", "keep contact details", room="core")
declare("unsubscribe", "stop messages to a contact", room="core")
declare("open_contact", "read contact details", KEEPERS, room="core")
declare("find_contact", "look for a person's contact details", KEEPERS, room="core")
declare("forget_contact", "take contact details back that were just typed in", room="core")
declare("erase_contact", "erase contact details", KEEPERS, room="core")
declare("rotate_keys", "change the area's keys", ["data_protection_lead"], room="core")
declare("start_job", "start long work", KEEPERS, room="core")
declare("cancel_job", "stop long work", KEEPERS, room="core")

"""Who may change the places of an area."""

from listens.core.access import declare

declare("add_places", "add boroughs and wards", ["organiser"], room="places")
declare("see_places", "see the boroughs and wards", ["organiser", "data_protection_lead"], room="places")
declare("import_figures", "bring in published figures", ["organiser"], room="places")

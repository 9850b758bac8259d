"""Who may change the places of an area."""

from listens.core.access import declare

declare("add_places", "add boroughs and wards", ["organiser"], room="places")
declare("import_figures", "bring in published figures", ["organiser"], room="places")

"""Who may read the public pages (everybody) and who makes a release."""

from listens.core.access import declare

declare("read_public", "read the public pages", room="public", is_public=True)
declare("read_open_data", "take the open data", room="public", is_public=True)
declare("look_at_release", "see what new figures would change", ["organiser"], room="public")
declare("make_release", "publish new figures", ["organiser"], room="public")
declare(
    "print_poster", "print a poster of what came of it", ["organiser", "organisation_lead"], room="public"
)

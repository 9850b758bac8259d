"""The database engine of a site on SQLite (base)."""

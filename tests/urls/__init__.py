"""One file per room with its lines of the address table (tests/urls_table.py says how)."""

"""Pages of the vote, one noun per file."""

"""What people do in a round: one noun per file, all of them offered here."""

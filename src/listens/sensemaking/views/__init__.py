"""The pages of sense-making, one noun per file."""

"""Staff pages of promises, one noun per file."""

"""Pages of asks, assemblies and answers, one noun per file."""

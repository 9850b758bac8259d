"""The `listens` command."""

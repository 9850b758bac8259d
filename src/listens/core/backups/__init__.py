"""Backups: the whole installation in one encrypted file that either database can take back."""

from listens.core.backups.reading import put_back
from listens.core.backups.writing import write

__all__ = ["put_back", "write"]

#!/usr/bin/env python3
"""Django's own command, for people who develop Listens. Everybody else uses `listens`."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "listens.config.settings")

from django.core.management import execute_from_command_line

execute_from_command_line(sys.argv)

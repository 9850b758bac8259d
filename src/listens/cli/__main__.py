"""`python -m listens.cli` is `listens`."""

import sys

from listens.cli.main import main

sys.exit(main())

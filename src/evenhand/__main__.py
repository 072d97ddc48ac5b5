"""`python -m evenhand` is the command `evenhand`."""

import sys

from evenhand.cli import main

sys.exit(main())

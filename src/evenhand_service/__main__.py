"""`python -m evenhand_service`: run the service, look after its database, or any of Django's commands with it."""

import sys

from evenhand_service.config.runner.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

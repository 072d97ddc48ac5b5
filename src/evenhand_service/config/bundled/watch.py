"""Wait until nobody uses a bundled server, then stop it: `python -m evenhand_service.config.bundled.watch FOLDER`.

It goes on by itself, apart from the terminal, and costs a look at a lock each second.
"""

import os
import shutil
import sys
import time
from pathlib import Path

from evenhand_service.config.bundled.folder import DataFolder
from evenhand_service.config.bundled.server import stop_if_unused

SECONDS_BETWEEN_LOOKS = 1.0


def main(folder: DataFolder, *, remove: bool) -> None:
    """Look once a second until the server is stopped or its folder is gone."""
    while folder.path.exists() and not stop_if_unused(folder):
        time.sleep(SECONDS_BETWEEN_LOOKS)
    if remove:
        shutil.rmtree(folder.path, ignore_errors=True)


if __name__ == "__main__":
    if os.fork() == 0:
        os.setsid()
        main(DataFolder(Path(sys.argv[1])), remove="--remove" in sys.argv[2:])

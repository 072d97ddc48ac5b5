"""Settings for one machine: the database is the bundled one, started by `python -m evenhand_service run`."""

import os

from evenhand_service.config.bundled.folder import DataFolder, default_folder
from evenhand_service.config.database.connections import databases
from evenhand_service.config.example.notice import notice
from evenhand_service.config.logs import logging_settings
from evenhand_service.config.settings.base import *  # noqa: F403

STATE = "example.json"
FOLDER = DataFolder(default_folder())
DATA_FOLDER = FOLDER.path
SECRET_KEY = FOLDER.secret("key of sessions")
# Digests of people outlive the key of sessions, which may be changed at any time.
PERSON_KEY_SECRET = FOLDER.secret("key of digests of people")
DATABASES = databases(os.environ, FOLDER)
DEBUG = False
# Reached from this machine alone, so without encryption.
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
# Where files stand while they are worked on; removed whatever happens.
WORK_FOLDER = FOLDER.path / "work"
LOGGING = logging_settings()
# Browsers take this machine's own address for safe, and so do passkeys.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# Whoever looks at the made-up partnership is told on every page.
SERVICE_NOTICE = notice() if (FOLDER.path / STATE).exists() else ""
# Letters are files in the data folder: nothing leaves the machine.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = "evenhand@localhost"
EMAIL_FILE_PATH = str(FOLDER.path / "letters")
# Style and script files are served from where they stand, so that nothing needs collecting.
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(FOLDER.path / "files"), "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

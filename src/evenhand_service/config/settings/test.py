"""Settings for tests: a real PostgreSQL, no waiting for passwords, mail kept in memory."""

import os
import tempfile
from pathlib import Path

from evenhand_service.config.settings.base import *  # noqa: F403

SECRET_KEY = "for tests alone"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Browsers take this machine's own address for safe, and so do passkeys.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# The names of databases come from tests/service/postgres.py; until then there is none.
DATABASES = {
    alias: {"ENGINE": "django.db.backends.postgresql", "NAME": "none"}
    for alias in ("default", "owner", "keeper")
}
# Each process that runs tests works in a folder of its own, with those that it starts: tests look whether it is empty.
_RUN = "-".join(os.environ.get(name, "alone") for name in ("PYTEST_XDIST_TESTRUNUID", "PYTEST_XDIST_WORKER"))
WORK_FOLDER = Path(tempfile.gettempdir()) / f"evenhand-tests-{_RUN}"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

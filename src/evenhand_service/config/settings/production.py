"""Settings for a server that others reach: everything secret and everything local comes from the environment.

docs/how-to/deploy.md says what each variable is for.
"""

import os
from pathlib import Path

from evenhand_service.config.bundled.folder import default_folder
from evenhand_service.config.database.connections import databases
from evenhand_service.config.environment import flag, needed, number, words
from evenhand_service.config.logs import logging_settings
from evenhand_service.config.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = needed(os.environ, "EVENHAND_SECRET_KEY")
SECRET_KEY_FALLBACKS = words(os.environ, "EVENHAND_SECRET_KEYS_BEFORE")
ALLOWED_HOSTS = words(os.environ, "EVENHAND_HOSTS") or needed(os.environ, "EVENHAND_HOSTS").split()
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
# Digests of people outlive the key of sessions, which may be changed at any time.
PERSON_KEY_SECRET = needed(os.environ, "EVENHAND_PERSON_KEY")
needed(os.environ, "DATABASE_URL")
DATABASES = databases(os.environ)
DATA_FOLDER = default_folder()
# Where files stand while they are worked on; removed whatever happens.
WORK_FOLDER = DATA_FOLDER / "work"
LOGGING = logging_settings()

# Whatever comes in without encryption is sent away to where there is some, and browsers are told to remember it.
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = number(os.environ, "EVENHAND_HSTS_SECONDS", 365 * 24 * 3600)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# Browsers' own lists are for whole domains, which one service does not decide about.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Names that a browser accepts over encryption alone, and for this host alone.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
if flag(os.environ, "EVENHAND_BEHIND_PROXY"):
    # The proxy must set these itself and take away what a visitor sends; see the how-to.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

STATIC_ROOT = Path(os.environ.get("EVENHAND_STATIC", str(DATA_FOLDER / "static")))
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA_FOLDER / "files"), "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

DEFAULT_FROM_EMAIL = os.environ.get("EVENHAND_MAIL_FROM", "evenhand@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_HOST = os.environ.get("EVENHAND_MAIL_HOST", "localhost")
EMAIL_PORT = number(os.environ, "EVENHAND_MAIL_PORT", 25)
EMAIL_HOST_USER = os.environ.get("EVENHAND_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EVENHAND_MAIL_PASSWORD", "")
EMAIL_USE_TLS = flag(os.environ, "EVENHAND_MAIL_TLS")

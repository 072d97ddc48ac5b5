"""Settings that hold everywhere; what differs stands in local, production and test."""

from pathlib import Path
from typing import Any

from evenhand_service.config.settings.accounts import *  # noqa: F403
from evenhand_service.config.settings.headers import *  # noqa: F403

CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"] += OPENID_ORIGINS  # noqa: F405

PACKAGE = Path(__file__).resolve().parents[2]

OUR_APPS = (
    "common",
    "accounts",
    "organisations",
    "monitoring",
    "plan",
    "governance",
    "commissioning",
    "publication",
)
INSTALLED_APPS = [
    *(f"evenhand_service.{name}" for name in OUR_APPS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "evenhand_service.config.health.Health",
    "evenhand_service.config.request_log.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Addresses for machines: no cookies, and the interface asked no more often than data/api.toml says.
    "evenhand_service.publication.cookieless.Cookieless",
    "evenhand_service.publication.limiting.Limited",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "evenhand_service.common.session_pace.SessionPace",
    # The request's transaction, with the person's name in it for the walls: everything below is inside it.
    "evenhand_service.common.who.WhoMiddleware",
    "evenhand_service.common.language.PersonsLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    # After the session and allauth, before every view: no page to who still owes a second factor.
    "evenhand_service.accounts.middleware.SecondFactorGate",
    "evenhand_service.common.kept.middleware.KeptForms",
    "evenhand_service.common.errors.Readable",
    "evenhand_service.common.errors.ToldInWords",
    "axes.middleware.AxesMiddleware",
]

# Of approved releases, what each process remembers instead of making it again (common/remembered.py).
REMEMBERED_BYTES = 128 * 1024 * 1024
# What the processes of one server tell each other of it (common/drawn_once.py), in a file that goes with the server.
SHARED_BYTES = 512 * 1024 * 1024

ROOT_URLCONF = "evenhand_service.config.urls"
WSGI_APPLICATION = "evenhand_service.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "evenhand_service.common.templating.environment",
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "evenhand_service.common.templating.context.frame",
                "evenhand_service.accounts.context.account",
                "evenhand_service.config.navigation.ways",
            ],
        },
    },
    {
        # allauth looks for templates of Django's own language; ours come first, as Jinja.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# Three roles, none of which passes the walls: see common/walls. `owner` is for migrations alone, `keeper` for
# housekeeping commands. Names and passwords come from local, production or test.
DATABASES: dict[str, dict[str, Any]] = {}
DATABASE_ROUTERS = ["evenhand_service.common.walls.router.OneDatabase"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("cy", "Cymraeg")]
LOCALE_PATHS: list[str] = []
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Uploaded files are held in memory up to a limit, and never written to a disk by the server.
FILE_UPLOAD_HANDLERS = ["evenhand_service.monitoring.loads.upload_handler.LimitedUpload"]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Sessions end after half an hour without a click: a desk in a custody suite is a public place.
SESSION_COOKIE_AGE = 30 * 60
SESSION_ENGINE = "evenhand_service.common.sessions"
# A click prolongs it, written down once a minute (common/session_pace.py).
SESSION_PACE = 60
# However much it is used: a shift and its hand-over. Nothing that is typed then is lost.
SESSION_LONGEST = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "evenhand_service.common.errors.not_ours"

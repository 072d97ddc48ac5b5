"""How people log in: what is asked of them, what a guesser meets, and why each limit is where it is."""

import os
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

AUTHENTICATION_BACKENDS = [
    # Locks out who guesses. It stands first, so that a locked account does not even have its password compared.
    "axes.backends.AxesStandaloneBackend",
    "evenhand_service.accounts.entrance.backend.EntranceBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# ---- who may come in: people who were invited, by e-mail address and password
ACCOUNT_ADAPTER = "evenhand_service.accounts.entrance.adapter.Entrance"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# The link of an invitation proves the address; there is no other way in that would have to.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_FORMS = {
    "login": "evenhand_service.accounts.entrance.forms.LogIn",
    "reset_password": "evenhand_service.accounts.entrance.forms.AskForReset",
    "reset_password_from_key": "evenhand_service.accounts.entrance.forms.NewPassword",
    "change_password": "evenhand_service.accounts.entrance.forms.ChangePassword",
    "reauthenticate": "evenhand_service.accounts.entrance.forms.PasswordAgain",
}
# A link to choose a new password lasts an hour: long enough for a slow mailbox, too short for a forgotten one.
PASSWORD_RESET_TIMEOUT = 60 * 60
# How long a password given just now counts for changing what protects the account.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
# Between password and second factor somebody may look for their telephone, and not go home.
ACCOUNT_LOGIN_TIMEOUT = 15 * 60

# Long rather than odd: twelve characters, none of the passwords that everybody guesses, no rules about signs (NCSC).
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# ---- second factor
MFA_ADAPTER = "evenhand_service.accounts.entrance.adapter.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"
MFA_TOTP_ISSUER = "Evenhand"
# One code before and after: clocks of telephones are up to half a minute out (RFC 6238, 5.2).
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_COUNT = 10
MFA_FORMS = {
    "authenticate": "evenhand_service.accounts.entrance.second_factor_forms.Code",
    "reauthenticate": "evenhand_service.accounts.entrance.second_factor_forms.CodeAgain",
    "activate_totp": "evenhand_service.accounts.entrance.second_factor_forms.AddApp",
    "add_webauthn": "evenhand_service.accounts.entrance.second_factor_forms.AddPasskey",
    "edit_webauthn": "evenhand_service.accounts.entrance.second_factor_forms.RenamePasskey",
}

# ---- guessing
# Six tries: people mistype a password two or three times, then try an old one (NCSC advises 5 to 10).
AXES_FAILURE_LIMIT = 6
# After a quarter of an hour it opens by itself, so that nobody has to be rung up; six guesses a quarter of an hour get
# nowhere against a password of twelve letters.
AXES_COOLOFF_TIME = timedelta(minutes=15)
# By account and address together: one person's slips lock out neither their office, which shares an address, nor
# themselves elsewhere, and a stranger cannot lock somebody out of their own account from afar.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# What is counted is a keyed hash of the address that was typed: these tables and their log lines hold no e-mail.
AXES_USERNAME_CALLABLE = "evenhand_service.accounts.entrance.lock_out.counted_name"
AXES_LOCKOUT_CALLABLE = "evenhand_service.accounts.entrance.lock_out.locked_out"
AXES_CLIENT_STR_CALLABLE = "evenhand_service.accounts.entrance.lock_out.nobody_by_name"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login", "email", "code", "credential"]
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
# Beside it, against many addresses at once: a hundred tries a day for one account, from wherever (NIST SP 800-63B, 3.2.2).
# They are counted in the database, so that every process counts on.
CACHES = {"default": {"BACKEND": "evenhand_service.common.shared.backend.Together"}}
ACCOUNT_RATE_LIMITS = {"login_failed": "100/d/key", "login": "60/m/ip"}

# ---- through an organisation's own log-in (OpenID Connect), where the installation names one: see docs/how-to/deploy.md
SOCIALACCOUNT_ADAPTER = "evenhand_service.accounts.entrance.openid.Elsewhere"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False


def _openid() -> dict[str, Any]:
    """The one service that the installation names, or none."""
    server = os.environ.get("EVENHAND_OPENID_SERVER", "")
    if not server:
        return {}
    service = {
        "provider_id": "organisation",
        "name": os.environ.get("EVENHAND_OPENID_NAME") or urlsplit(server).hostname,
        "client_id": os.environ["EVENHAND_OPENID_CLIENT"],
        "secret": os.environ["EVENHAND_OPENID_SECRET"],
        "settings": {"server_url": server, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"APPS": [service]}}


SOCIALACCOUNT_PROVIDERS = _openid()
# A form that leads to that service ends there, which a page's policy has to allow.
OPENID_ORIGINS = (
    ["{0.scheme}://{0.netloc}".format(urlsplit(os.environ["EVENHAND_OPENID_SERVER"]))]
    if SOCIALACCOUNT_PROVIDERS
    else []
)

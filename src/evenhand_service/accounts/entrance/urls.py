"""Addresses of the entrance: those of allauth's pages that are needed, by the names that allauth knows them by.

Left out: signing up, several e-mail addresses, log-in codes, trusted browsers, telephones. A test lists what answers.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as sessions
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path

from evenhand_service.accounts.access import anybody, logged_in
from evenhand_service.accounts.entrance.views import show_second_factors

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", anybody(account.login), name="account_login"),
    path("logout/", anybody(account.logout), name="account_logout"),
    path("reauthenticate/", logged_in(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", logged_in(account.password_change), name="account_change_password"),
    path("password/reset/", anybody(account.password_reset), name="account_reset_password"),
    path("password/reset/done/", anybody(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        anybody(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        anybody(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path("second-factor/", logged_in(show_second_factors), name="mfa_index"),
    path("second-factor/show/", anybody(mfa.authenticate), name="mfa_authenticate"),
    path("second-factor/again/", logged_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("second-factor/app/add/", logged_in(totp.activate_totp), name="mfa_activate_totp"),
    path("second-factor/app/remove/", logged_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-factor/codes/", logged_in(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "second-factor/codes/new/",
        logged_in(codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-factor/codes/file/",
        logged_in(codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("second-factor/passkeys/", logged_in(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("second-factor/passkeys/add/", logged_in(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("second-factor/passkeys/log-in/", anybody(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path(
        "second-factor/passkeys/again/",
        logged_in(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "second-factor/passkeys/<int:pk>/name/", logged_in(passkeys.edit_webauthn), name="mfa_edit_webauthn"
    ),
    path(
        "second-factor/passkeys/<int:pk>/remove/",
        logged_in(passkeys.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path("sessions/", logged_in(sessions.list_usersessions), name="usersessions_list"),
]

# Through an organisation's own log-in, where the installation names one.
if settings.SOCIALACCOUNT_PROVIDERS:
    urlpatterns.append(path("", include("evenhand_service.accounts.entrance.openid_urls")))

"""Addresses that answer where the installation names an OpenID Connect service, and nowhere else."""

from allauth.socialaccount import views
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.http import require_POST

from evenhand_service.accounts.access import anybody
from evenhand_service.accounts.entrance.openid import or_say_so

urlpatterns: list[URLPattern | URLResolver] = [
    path("elsewhere/cancelled/", anybody(views.login_cancelled), name="socialaccount_login_cancelled"),
    path("elsewhere/error/", anybody(views.login_error), name="socialaccount_login_error"),
    path("elsewhere/unknown/", anybody(views.signup), name="socialaccount_signup"),
    # A form leads away, a link does not: nobody is sent there by a page that is not ours.
    path(
        "openid/<slug:provider_id>/login/",
        anybody(require_POST(or_say_so(openid.login))),
        name="openid_connect_login",
    ),
    path(
        "openid/<slug:provider_id>/login/callback/",
        anybody(or_say_so(openid.callback)),
        name="openid_connect_callback",
    ),
]

"""Addresses that answer where the installation names an OpenID Connect service, and nowhere else."""

from allauth.socialaccount import views
from allauth.socialaccount.providers.openid_connect.urls import urlpatterns as provider
from django.urls import URLPattern, URLResolver, path

from evenhand_service.accounts.access import anybody

urlpatterns: list[URLPattern | URLResolver] = [
    path("elsewhere/cancelled/", anybody(views.login_cancelled), name="socialaccount_login_cancelled"),
    path("elsewhere/error/", anybody(views.login_error), name="socialaccount_login_error"),
    path("elsewhere/unknown/", anybody(views.signup), name="socialaccount_signup"),
    *provider,
]

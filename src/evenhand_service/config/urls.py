"""Every address of the service, app by app."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("evenhand_service.common.urls")),
    path("account/", include("allauth.urls")),
]

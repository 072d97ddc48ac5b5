"""Every address of the service, app by app."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("evenhand_service.common.urls")),
    path("account/", include("evenhand_service.accounts.entrance.urls")),
    path("", include("evenhand_service.accounts.urls")),
    path("audit/", include("evenhand_service.accounts.auditing.urls")),
    path("partnership/", include("evenhand_service.organisations.urls")),
    path("", include("evenhand_service.monitoring.urls")),
    path("", include("evenhand_service.plan.urls")),
    path("", include("evenhand_service.governance.urls")),
    path("", include("evenhand_service.commissioning.urls")),
    path("", include("evenhand_service.publication.urls")),
]

handler400 = "evenhand_service.common.errors.bad_request"
handler403 = "evenhand_service.common.errors.not_allowed"
handler404 = "evenhand_service.common.errors.not_here"
handler500 = "evenhand_service.common.errors.our_fault"

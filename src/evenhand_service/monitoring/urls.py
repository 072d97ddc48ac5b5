"""Addresses of monitoring."""

from django.urls import include, path

app_name = "monitoring"
urlpatterns = [
    path("", include("evenhand_service.monitoring.dashboard.urls")),
    path("", include("evenhand_service.monitoring.findings.urls")),
    path("", include("evenhand_service.monitoring.loads.urls")),
    path("", include("evenhand_service.monitoring.runs.urls")),
    path("", include("evenhand_service.monitoring.needs.urls")),
    path("", include("evenhand_service.monitoring.regions.urls")),
]

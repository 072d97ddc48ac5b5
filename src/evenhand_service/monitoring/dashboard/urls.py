"""Addresses of the pages over releases."""

from django.urls import path

from evenhand_service.monitoring.dashboard import downloads, exact, views

urlpatterns = [
    path("", views.home, name="home"),
    path("areas/", views.list_areas, name="list-areas"),
    path("areas/<str:code>/", views.show_area, name="show-area"),
    path("areas/<str:code>/explore/", views.explore_area, name="explore-area"),
    path("areas/<str:code>/exact/", exact.ask_exact, name="ask-exact"),
    path("areas/<str:code>/releases/", views.list_releases, name="list-area-releases"),
    path(
        "areas/<str:code>/releases/<uuid:release>/charts/<slug:slug>.<str:kind>",
        downloads.download_figure,
        name="download-figure",
    ),
    path(
        "areas/<str:code>/releases/<uuid:release>/files/<slug:language>/<str:name>",
        downloads.download_file,
        name="download-file",
    ),
]

"""Addresses of what is public: pages for people, files and catalogues for machines, the HTTP interface."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from evenhand_service.accounts.access import anybody
from evenhand_service.publication.api.frame import api
from evenhand_service.publication.api.heads import answers_head
from evenhand_service.publication.api.views import nothing_here, show_docs, show_openapi
from evenhand_service.publication.views import feeds, open_data, releases, services

# Asked for once: each time it is asked, the interface makes its addresses anew.
_INTERFACE = api.urls
for _operation in _INTERFACE[0]:
    _operation.callback = answers_head(_operation.callback)
    # What every page says of itself, for the tests that ask each of them.
    _operation.callback.needs = "token"

app_name = "publication"
urlpatterns = [
    path("releases/", releases.list_releases, name="list-releases"),
    path("releases/<slug:slug>/", releases.show_release, name="show-release"),
    path("releases/<slug:slug>/charts/<slug:figure>/", releases.show_chart, name="show-chart"),
    path("services/", services.list_services, name="list-services"),
    path("services/<uuid:service_id>/", services.show_service, name="show-service"),
    path("open-data/", open_data.about_open_data, name="about-open-data"),
    path("open/", anybody(RedirectView.as_view(pattern_name="publication:about-open-data")), name="open"),
    path("open/catalogue.jsonld", open_data.show_catalogue, name="catalogue"),
    path("open/<slug:area>/<slug:programme>/latest/<path:name>", open_data.take_latest, name="take-latest"),
    path(
        "open/<slug:slug>/charts/<slug:language>/<slug:figure>.<slug:form>",
        open_data.take_chart,
        name="take-chart",
    ),
    path("open/<slug:slug>/", open_data.show_dataset, name="show-dataset"),
    path("open/<slug:slug>/<slug:language>/<str:name>", open_data.take_file, name="take-file-in"),
    path("open/<slug:slug>/<str:name>", open_data.take_file, name="take-file"),
    path("feeds/releases.<slug:language>.atom", feeds.feed_releases, name="feed"),
    path("sitemap.xml", feeds.show_sitemap, name="sitemap"),
    path("robots.txt", feeds.show_robots, name="robots"),
    path("api/v1/openapi.json", show_openapi, name="openapi"),
    path("api/v1/docs", show_docs, name="api-docs"),
    path("api/v1/", anybody(RedirectView.as_view(pattern_name="publication:api-docs"))),
    path("api/v1/", _INTERFACE),
    re_path(r"^api/.*$", nothing_here, name="nothing-here"),
]

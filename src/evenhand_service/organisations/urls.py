"""Addresses of the partnership's own pages."""

from django.urls import path

from evenhand_service.organisations import home
from evenhand_service.organisations.agreements import views as agreements
from evenhand_service.organisations.areas import views as areas
from evenhand_service.organisations.directory import views as directory
from evenhand_service.organisations.purposes import template_views as templates
from evenhand_service.organisations.purposes import views as purposes
from evenhand_service.organisations.register import views as register
from evenhand_service.organisations.retention import views as retention

app_name = "organisations"
urlpatterns = [
    path("", home.show_home, name="home"),
    path("areas/", areas.list_areas, name="list-areas"),
    path("areas/<str:code>/", areas.show_area, name="show-area"),
    path("areas/<str:code>/standing", areas.change_area, name="change-area"),
    path("organisations/", register.list_organisations, name="list-organisations"),
    path("organisations/add", register.add_organisation, name="add-organisation"),
    path("organisations/<uuid:pk>/", register.show_organisation, name="show-organisation"),
    path("organisations/<uuid:pk>/change", register.change_organisation, name="change-organisation"),
    path("organisations/<uuid:pk>/end", register.end_organisation, name="end-organisation"),
    path("organisations/<uuid:pk>/teams/add", register.add_team, name="add-team"),
    path("organisations/<uuid:pk>/teams/end", register.end_team, name="end-team"),
    path("agreements/", agreements.list_agreements, name="list-agreements"),
    path("agreements/add", agreements.add_agreement, name="add-agreement"),
    path("agreements/<uuid:pk>/", agreements.show_agreement, name="show-agreement"),
    path("agreements/<uuid:pk>/change", agreements.change_agreement, name="change-agreement"),
    path("agreements/<uuid:pk>/step", agreements.move_agreement, name="move-agreement"),
    path("agreements/<uuid:pk>/review", agreements.review_agreement, name="review-agreement"),
    path("purposes/", purposes.list_purposes, name="list-purposes"),
    path("purposes/add", purposes.add_purpose, name="add-purpose"),
    path("purposes/templates/", templates.list_templates, name="list-templates"),
    path(
        "purposes/templates/<slug:name>/<slug:language>",
        templates.download_template,
        name="download-template",
    ),
    path("purposes/<uuid:pk>/", purposes.show_purpose, name="show-purpose"),
    path("purposes/<uuid:pk>/change", purposes.change_purpose, name="change-purpose"),
    path("purposes/<uuid:pk>/step", purposes.move_purpose, name="move-purpose"),
    path("purposes/<uuid:pk>/objections/add", purposes.record_objection, name="record-objection"),
    path("purposes/<uuid:pk>/objections/take-back", purposes.withdraw_objection, name="withdraw-objection"),
    path("services/", directory.list_services, name="list-services"),
    path("services/add", directory.add_service, name="add-service"),
    path("services/<uuid:pk>/", directory.show_service, name="show-service"),
    path("services/<uuid:pk>/change", directory.change_service, name="change-service"),
    path("services/<uuid:pk>/words", directory.write_words, name="write-words"),
    path("services/<uuid:pk>/end", directory.end_service, name="end-service"),
    path("kept/", retention.list_retention, name="list-retention"),
    path("kept/certificates/<uuid:pk>/", retention.show_certificate, name="show-certificate"),
    path("kept/<str:code>/", retention.show_retention, name="show-retention"),
    path("kept/<str:code>/periods/default", retention.use_default, name="use-default-period"),
    path("kept/<str:code>/periods/<slug:kind>", retention.change_period, name="change-period"),
    path("kept/<str:code>/remove-a-person", retention.ask_for_erasure, name="ask-for-erasure"),
]

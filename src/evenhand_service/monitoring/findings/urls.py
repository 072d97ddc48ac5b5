"""Addresses of findings."""

from django.urls import path

from evenhand_service.monitoring.findings import step_views, views, writing

_ONE = "findings/<uuid:thread>/"
urlpatterns = [
    path("findings/", views.list_findings, name="list-findings"),
    path("areas/<str:code>/findings/", views.list_findings, name="list-area-findings"),
    path(_ONE, views.show_finding, name="show-finding"),
    path(f"{_ONE}comments/", writing.add_comment, name="add-comment"),
    path(f"{_ONE}comments/<uuid:comment>/edit/", writing.edit_comment, name="edit-comment"),
    path(f"{_ONE}comments/<uuid:comment>/hide/", writing.hide_comment, name="hide-comment"),
    path(f"{_ONE}explanations/new/", writing.add_explanation, name="add-explanation"),
    path(f"{_ONE}explanations/<uuid:explanation>/found/", writing.record_test, name="record-test"),
    path(f"{_ONE}action/", writing.make_action, name="make-action"),
    path(f"{_ONE}action/<uuid:seed>/change/", step_views.change_action, name="change-action"),
    path(f"{_ONE}action/<uuid:seed>/withdraw/", step_views.withdraw_action, name="withdraw-action"),
]

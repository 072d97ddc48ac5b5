"""Addresses of runs and of what happens to their releases."""

from django.urls import path

from evenhand_service.monitoring.releases import views as releases
from evenhand_service.monitoring.runs import views

urlpatterns = [
    path("runs/", views.list_runs, name="list-runs"),
    path("runs/new/", views.ask_for_run, name="ask-for-run"),
    path("runs/<uuid:run>/", views.show_run, name="show-run"),
    path("runs/<uuid:run>/redo/", views.redo_run, name="redo-run"),
    path("drafts/<uuid:release>/approve/", releases.approve_release, name="approve-release"),
    path("drafts/<uuid:release>/publish/", releases.publish_release, name="publish-release"),
    path("drafts/<uuid:release>/withdraw/", releases.withdraw_release, name="withdraw-release"),
]

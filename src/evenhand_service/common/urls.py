"""Addresses of pages that belong to no app."""

from django.urls import path

from evenhand_service.common import language, views
from evenhand_service.common.kept import views as kept

app_name = "common"
urlpatterns = [
    path("language", language.choose_language, name="language"),
    path("stay", views.stay, name="stay"),
    path("kept/<uuid:form_id>", kept.open_kept, name="open-kept"),
    path("kept/<uuid:form_id>/throw-away", kept.throw_away, name="throw-away-kept"),
    path("accessibility", views.show_accessibility, name="accessibility"),
    path("privacy", views.show_privacy, name="privacy"),
    path("cookies", views.show_cookies, name="cookies"),
]

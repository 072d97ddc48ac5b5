"""Addresses of pages that belong to no app."""

from django.urls import path

from evenhand_service.common import language, views

app_name = "common"
urlpatterns = [
    path("language", language.choose_language, name="language"),
    path("stay", views.stay, name="stay"),
    path("accessibility", views.show_accessibility, name="accessibility"),
    path("privacy", views.show_privacy, name="privacy"),
    path("cookies", views.show_cookies, name="cookies"),
]

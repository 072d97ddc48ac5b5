"""Addresses of the audit log."""

from django.urls import path

from evenhand_service.accounts.auditing import views

app_name = "auditing"
urlpatterns = [path("", views.log, name="log")]

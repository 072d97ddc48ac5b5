"""Addresses of the review of regions."""

from django.urls import path

from evenhand_service.monitoring.regions import views

urlpatterns = [
    path("review/", views.list_regions, name="review-region"),
    path("areas/<str:code>/review/", views.show_review, name="show-review"),
]

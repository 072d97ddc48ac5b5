"""Addresses of loads."""

from django.urls import path

from evenhand_service.monitoring.loads import problem_views, views

urlpatterns = [
    path("loads/", views.list_loads, name="list-loads"),
    path("loads/new/", views.upload_loads, name="upload-loads"),
    path("loads/<uuid:load>/", views.show_load, name="show-load"),
    path("loads/<uuid:load>/approve/", views.approve_load, name="approve-load"),
    path("loads/<uuid:load>/withdraw/", views.withdraw_load, name="withdraw-load"),
    path("loads/<uuid:load>/problems/", problem_views.list_problems, name="list-problems"),
    path("loads/<uuid:load>/problems.csv", problem_views.download_problems, name="download-problems"),
]

"""Addresses of the needs assessment."""

from django.urls import path

from evenhand_service.monitoring.needs import views

_AREA = "areas/<str:code>/needs/"
urlpatterns = [
    path(_AREA, views.show_needs, name="show-needs"),
    path(f"{_AREA}agree/", views.agree_needs, name="agree-needs"),
    path(f"{_AREA}agreed/<int:number>/", views.show_agreed, name="show-agreed-needs"),
    path(f"{_AREA}<slug:name>/edit/", views.edit_section, name="edit-needs-section"),
    path(f"{_AREA}<slug:name>/versions/", views.list_versions, name="list-section-versions"),
]

"""Addresses of people, invitations, tokens, one's profile and the page of roles."""

from django.urls import path

from evenhand_service.accounts.people import invitation_views, views
from evenhand_service.accounts.profile import views as profile
from evenhand_service.accounts.tokens import views as tokens

app_name = "accounts"
urlpatterns = [
    path("me", profile.show_profile, name="show-profile"),
    path("me/tokens", tokens.list_tokens, name="list-tokens"),
    path("me/tokens/new", tokens.make, name="make-token"),
    path("me/tokens/<uuid:token_id>/end", tokens.revoke, name="revoke-token"),
    path("roles", profile.show_roles, name="show-roles"),
    path("people", views.list_people, name="list-people"),
    path("people/find", views.find_people, name="find-people"),
    path("people/invite", invitation_views.invite_person, name="invite-person"),
    path("people/<uuid:person_id>", views.show_person, name="show-person"),
    path("people/<uuid:person_id>/roles/new", views.give_role, name="give-role"),
    path("people/<uuid:person_id>/close", views.close_access, name="close-access"),
    path("people/<uuid:person_id>/reopen", views.reopen_access, name="reopen-access"),
    path(
        "people/<uuid:person_id>/second-factors/remove",
        views.remove_second_factors,
        name="remove-second-factors",
    ),
    path("memberships/<uuid:membership_id>/end", views.end_role, name="end-role"),
    path(
        "invitations/<uuid:invitation_id>/withdraw",
        invitation_views.withdraw_invitation,
        name="withdraw-invitation",
    ),
    path("invitation", invitation_views.accept_invitation, name="accept-invitation"),
    path("invitation/<str:signed>", invitation_views.open_invitation, name="open-invitation"),
]

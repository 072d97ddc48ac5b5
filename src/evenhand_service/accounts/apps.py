"""The app as Django knows it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Evenhand's accounts."""

    name = "evenhand_service.accounts"
    label = "accounts"

"""Accounts as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Leaders, coaches and administrators."""

    name = "digibarometer.accounts"
    label = "accounts"

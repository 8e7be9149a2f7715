"""Accounts are given, not taken: nobody signs up by herself, and after signing in each role opens on its own page."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignUp(DefaultAccountAdapter):
    """allauth asks this class what is allowed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

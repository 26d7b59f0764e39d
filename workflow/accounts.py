"""The door: allauth's adapter and sign-in form. Nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm as AllauthLoginForm
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No sign-up."""
        return False


class LoginForm(AllauthLoginForm):  # type: ignore[misc]
    """Name and password."""

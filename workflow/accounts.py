"""The door: allauth's adapter and sign-in form. Nobody signs up by themselves."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm as AllauthLoginForm
from django import forms
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the administrator."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "Nama pengguna atau kata sandi tidak cocok.",
        "too_many_login_attempts": "Terlalu sering mencoba. Tunggu lima menit, lalu coba lagi.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No sign-up."""
        return False


class LoginForm(AllauthLoginForm):
    """Name and password, without placeholders that vanish while one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label = "Nama pengguna", "Kata sandi"
        password.help_text = ""
        for field in (login, password):
            field.widget.attrs.pop("placeholder", None)
        # The field template tells how many letters are left; nobody counts the letters of a name.
        login.max_length = None
        login.widget.attrs.pop("maxlength", None)
        login.widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        if not self.is_bound:  # else the list of errors takes the focus
            login.widget.attrs["autofocus"] = True
        if isinstance(password, forms.CharField):
            password.strip = False

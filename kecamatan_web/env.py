"""Readers for the environment: loud where a value is missing or makes no sense."""

import re
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def required_unless(debug: bool, name: str, default: str, advice: str) -> str:
    """Return the variable; without it, the default in DEBUG, else refuse to start.

    Raises ImproperlyConfigured with a sentence that says what to set.
    """
    value: str = env.str(name, default="")
    if value:
        return value
    if debug:
        return default
    raise ImproperlyConfigured(
        f"{name} belum diatur, sedangkan DEBUG mati. {advice} "
        "Untuk mencoba di komputer sendiri jalankan script/server."
    )


def folder(name: str, default: Path) -> Path:
    """Return a folder from the environment as an absolute path (it need not exist yet)."""
    return Path(env.str(name, default=str(default))).expanduser().resolve()


def hours(name: str, default: int) -> int:
    """Return a number of hours, from one to the 168 of a week."""
    value: int = env.int(name, default=default)
    if not 1 <= value <= 7 * 24:
        raise ImproperlyConfigured(f"{name} harus antara 1 dan 168 jam.")
    return value


def inner_address(name: str) -> str:
    """Return an address that only the front server knows, such as "/berkas-media/"; "" for none."""
    value: str = env.str(name, default="")
    if value and not (value.startswith("/") and value.endswith("/")):
        raise ImproperlyConfigured(
            f"{name} harus diawali dan diakhiri garis miring, misalnya /berkas-media/."
        )
    return value


def site_address(name: str) -> str:
    """Return the address of a whole site, without a slash at its end; "" where none is given."""
    value: str = env.str(name, default="")
    if value and not re.fullmatch(r"https?://[^/\s?#]+/?", value):
        raise ImproperlyConfigured(
            f"{name} harus alamat situs saja, misalnya https://gerokgak.bulelengkab.go.id."
        )
    return value.rstrip("/")

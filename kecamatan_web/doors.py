"""Addresses of the door: sign in and out, password, second factor.

Written one by one instead of including allauth's whole list: what an office does not need (sign-up,
e-mail addresses, reset by mail) has no address at all.
"""

from allauth.account import views
from django.urls import include, path

urlpatterns = [
    path("masuk/", views.login, name="account_login"),
    path("keluar/", views.logout, name="account_logout"),
    path("akun/nonaktif/", views.account_inactive, name="account_inactive"),
    path("akun/ulangi-sandi/", views.reauthenticate, name="account_reauthenticate"),
    path("akun/kata-sandi/", views.password_change, name="account_change_password"),
    path("akun/verifikasi/", include("allauth.mfa.urls")),
]

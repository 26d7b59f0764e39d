"""Addresses of the door: sign in, sign out, second factor."""

from allauth.account import views
from django.urls import include, path

urlpatterns = [
    path("masuk/", views.login, name="account_login"),
    path("keluar/", views.logout, name="account_logout"),
    path("akun/", include("allauth.urls")),
]

"""Addresses of delegations and credentials."""

from django.urls import path

from delegates.views.credentials import credentials
from delegates.views.delegation import delegation, delegation_new

urlpatterns = [
    path("c/<slug:slug>/delegation/", delegation, name="delegation"),
    path("c/<slug:slug>/delegation/new/", delegation_new, name="delegation_new"),
    path("c/<slug:slug>/a/<int:number>/credentials/", credentials, name="credentials"),
]

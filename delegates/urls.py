"""Addresses of delegations and credentials."""

from django.urls import path

from delegates.views.credentials import credentials
from delegates.views.delegation import delegation, delegation_new
from delegates.views.leave import delegation_leave
from delegates.views.petition import petition, petition_new, petition_paper
from delegates.views.petition_names import petition_names

urlpatterns = [
    path("c/<slug:slug>/recall/<int:delegate>/", petition_new, name="petition_new"),
    path("c/<slug:slug>/recall/<int:delegate>/paper/", petition_paper, name="petition_paper"),
    path("r/<str:code>/", petition, name="petition"),
    path("r/<str:code>/names/", petition_names, name="petition_names"),
    path("c/<slug:slug>/delegation/", delegation, name="delegation"),
    path("c/<slug:slug>/delegation/new/", delegation_new, name="delegation_new"),
    path("c/<slug:slug>/delegation/leave/<int:delegate>/", delegation_leave, name="delegation_leave"),
    path("c/<slug:slug>/a/<int:number>/credentials/", credentials, name="credentials"),
]

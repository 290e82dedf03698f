"""Addresses of decisions, councils and mandates."""

from django.urls import path

from mandates.views.council import council_live
from mandates.views.council_vote import council_vote
from mandates.views.decision import decision, decision_short
from mandates.views.mandates import commune_mandates, my_mandates

urlpatterns = [
    path("d/<int:number>/", decision_short, name="decision_short"),
    path("c/<slug:slug>/d/<int:number>/", decision, name="decision"),
    path("c/<slug:slug>/a/<int:number>/council/", council_live, name="council_live"),
    path("c/<slug:slug>/mandates/", commune_mandates, name="commune_mandates"),
    path("council/v/<slug:code>/", council_vote, name="council_vote"),
    path("mandates/", my_mandates, name="my_mandates"),
]

"""Addresses of decisions, councils and mandates."""

from django.urls import path

from mandates.views.condition import condition
from mandates.views.council import council_live
from mandates.views.council_vote import council_vote
from mandates.views.decision import decision, decision_short
from mandates.views.draft import mandate_draft
from mandates.views.item import item, item_new, items
from mandates.views.live import council_hall_live, decision_live
from mandates.views.mandates import commune_mandates, mandates_worker, my_mandates
from mandates.views.more_days import more_days
from mandates.views.recall_item import recall_item
from mandates.views.red_lines import red_lines
from mandates.views.report import report
from mandates.views.reports import reports

urlpatterns = [
    path("d/<int:number>/", decision_short, name="decision_short"),
    path("c/<slug:slug>/d/<int:number>/", decision, name="decision"),
    path("c/<slug:slug>/d/<int:number>/more-days/", more_days, name="more_days"),
    path("live/decision-<int:pk>/", decision_live, name="decision_live"),
    path("live/council-<int:pk>-<int:council>/", council_hall_live, name="council_hall_live"),
    path("c/<slug:slug>/a/<int:number>/council/", council_live, name="council_live"),
    path("c/<slug:slug>/mandates/", commune_mandates, name="commune_mandates"),
    path("c/<slug:slug>/mandates/<slug:council>/<int:number>/", mandate_draft, name="mandate_draft"),
    path("c/<slug:slug>/mandates/<slug:council>/<int:number>/red-lines/", red_lines, name="red_lines"),
    path("c/<slug:slug>/answer/<str:code>/", condition, name="condition"),
    path("c/<slug:slug>/reports/", reports, name="reports"),
    path("c/<slug:slug>/reports/<slug:council>/<int:number>/", report, name="report"),
    path("c/<slug:slug>/items/", items, name="items"),
    path("c/<slug:slug>/items/new/", item_new, name="item_new"),
    path("c/<slug:slug>/items/<int:number>/", item, name="item"),
    path("c/<slug:slug>/items/recall/<int:delegate>/", recall_item, name="recall_item"),
    path("council/v/<slug:code>/", council_vote, name="council_vote"),
    path("mandates/", my_mandates, name="my_mandates"),
    path("mandates/worker.js", mandates_worker, name="mandates_worker"),
]

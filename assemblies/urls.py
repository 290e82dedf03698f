"""Addresses of the assemblies' pages."""

from django.urls import path

from assemblies.views.assembly import assembly, run
from assemblies.views.assembly_live import assembly_live
from assemblies.views.ballot import ballot, ballot_done
from assemblies.views.ballot_counts import ballot_counts
from assemblies.views.ballot_paper import ballot_paper, ballot_print
from assemblies.views.cards import cards, claim_slip
from assemblies.views.charter import charter
from assemblies.views.charter_change import charter_change
from assemblies.views.codes import ballot_check, ballot_codes
from assemblies.views.correct import correct
from assemblies.views.members import member, members
from assemblies.views.minutes import corrections, minutes
from assemblies.views.minutes_edit import minutes_edit
from assemblies.views.minutes_out import minutes_csv, minutes_pdf, minutes_text
from assemblies.views.paper import paper
from assemblies.views.plan import matter, plan
from assemblies.views.proposal import compare, difference, proposal, proposal_version
from assemblies.views.proposal_write import change_proposal, new_proposal, proposals
from assemblies.views.receipt import ballot_change
from assemblies.views.requests import requests
from assemblies.views.roles import roles
from assemblies.views.roll_import import roll_import
from assemblies.views.sitting_tasks import tasks_of_sitting

urlpatterns = [
    path("c/<slug:slug>/charter/", charter, name="charter"),
    path("c/<slug:slug>/charter/change/<int:number>/", charter_change, name="charter_change"),
    path("c/<slug:slug>/members/", members, name="members"),
    path("c/<slug:slug>/members/<int:pk>/", member, name="member"),
    path("c/<slug:slug>/members/import/", roll_import, name="roll_import"),
    path("c/<slug:slug>/members/cards/", cards, name="cards"),
    path("in/slip/<str:token>/join/", claim_slip, name="claim_slip"),
    path("c/<slug:slug>/roles/", roles, name="roles"),
    path("c/<slug:slug>/plan/", plan, name="plan"),
    path("c/<slug:slug>/proposals/", proposals, name="proposals"),
    path("c/<slug:slug>/proposals/new/", new_proposal, name="proposal_new"),
    path("p/<str:code>/", proposal, name="proposal"),
    path("p/<str:code>/change/", change_proposal, name="proposal_change"),
    path("p/<str:code>/v/<int:number>/", proposal_version, name="proposal_version"),
    path("p/<str:code>/diff/", compare, name="proposal_compare"),
    path("p/<str:code>/diff/<int:old>..<int:new>/", difference, name="proposal_diff"),
    path("c/<slug:slug>/requests/", requests, name="requests"),
    path("c/<slug:slug>/matter/", matter, name="matter"),
    path("c/<slug:slug>/paper/<str:code>/", paper, name="paper"),
    path("c/<slug:slug>/a/<int:number>/", assembly, name="assembly"),
    path("live/assembly-<int:pk>-<int:commune>/", assembly_live, name="assembly_live"),
    path("c/<slug:slug>/a/<int:number>/tasks/", tasks_of_sitting, name="sitting_tasks"),
    path("c/<slug:slug>/d/<int:number>/correct/", correct, name="correct"),
    path("c/<slug:slug>/a/<int:number>/run/", run, name="run"),
    path("c/<slug:slug>/a/<int:number>/minutes/", minutes, name="minutes"),
    path("c/<slug:slug>/a/<int:number>/minutes/edit/", minutes_edit, name="minutes_edit"),
    path("c/<slug:slug>/a/<int:number>/minutes/corrections/", corrections, name="corrections"),
    path("c/<slug:slug>/a/<int:number>/minutes.pdf", minutes_pdf, name="minutes_pdf"),
    path("c/<slug:slug>/a/<int:number>/minutes.txt", minutes_text, name="minutes_text"),
    path("c/<slug:slug>/a/<int:number>/minutes.csv", minutes_csv, name="minutes_csv"),
    path("v/<str:code>/", ballot, name="ballot"),
    path("v/<str:code>/done/", ballot_done, name="ballot_done"),
    path("v/<str:code>/change/", ballot_change, name="ballot_change"),
    path("v/<str:code>/codes/", ballot_codes, name="ballot_codes"),
    path("v/<str:code>/check/", ballot_check, name="ballot_check"),
    path("v/<str:code>/paper/", ballot_paper, name="ballot_paper"),
    path("v/<str:code>/counts/", ballot_counts, name="ballot_counts"),
    path("v/<str:code>/print/", ballot_print, name="ballot_print"),
]

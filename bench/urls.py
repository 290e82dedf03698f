"""Addresses of the house, and one more: the plain insert that casting a vote is measured against."""

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.views.decorators.http import require_POST

from confed.kernel.use_case import in_use_case

TABLE = "bench_insert"


@login_required
@require_POST
def insert(request: HttpRequest) -> HttpResponse:
    """Write one row in one transaction, signed in and CSRF-checked as every post is."""
    with in_use_case(), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} (person, said) VALUES (%s, %s)", [request.user.pk, request.POST["said"]])  # noqa: S608
    return HttpResponse("written")


@login_required
@require_POST
def insert_page(request: HttpRequest) -> HttpResponse:
    """The same, answered by a page in the frame of the house."""
    insert(request)
    return render(request, "base.html")


urlpatterns = [path("insert/", insert), path("insert/page/", insert_page), path("", include("confed.urls"))]

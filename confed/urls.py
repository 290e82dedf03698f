"""Addresses of the house."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("confed.pages.urls")),
    path("", include("assemblies.urls")),
    path("", include("delegates.urls")),
    path("", include("mandates.urls")),
    path("", include("confed.api")),
]

handler400 = "confed.pages.views.refusals.bad_request"
handler403 = "confed.pages.views.refusals.permission_denied"
handler404 = "confed.pages.views.refusals.page_not_found"
handler500 = "confed.pages.views.refusals.server_error"

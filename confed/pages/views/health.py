"""Whether this server lives and is ready, and its figures; for machines that watch, in their own formats."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from confed.kernel import pulse
from confed.pages.queries.figures import figures
from confed.pages.rules import may_read_figures

PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers; it asks nobody else."""
    return HttpResponse("live\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Pages can be served: the database answers. The rest is said, but a lost broker turns nobody away."""
    reading = pulse.read()
    said = {
        "ready": reading.has_database,
        "database": "ok" if reading.has_database else "lost",
        "queue": "ok" if reading.has_broker else "lost",
        "work": "stuck" if reading.stuck else "late" if reading.is_late else "ok",
        "clock": "off" if reading.is_off else "ok",
    }
    return JsonResponse(said, status=200 if reading.has_database else 503)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures in the text format of Prometheus, for this machine itself or whoever has the token."""
    if not may_read_figures(
        sender=request.META.get("REMOTE_ADDR", ""),
        is_handed_on="X-Forwarded-For" in request.headers or "Forwarded" in request.headers,
        shown=request.headers.get("Authorization", ""),
        token=settings.METRICS_TOKEN,
        proxies=settings.ALLAUTH_TRUSTED_PROXY_COUNT,
    ):
        sentence = _("These figures are for whoever runs this server. Send its token (CONFED_METRICS_TOKEN).")
        return HttpResponse(f"{sentence}\n", content_type="text/plain; charset=utf-8", status=403)
    lines = [
        line
        for figure in figures()
        for line in (
            f"# HELP {figure.name} {figure.says}",
            f"# TYPE {figure.name} {figure.kind}",
            *(f"{figure.name}{label} {value}" for label, value in figure.values),
        )
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=PROMETHEUS)

"""What a phone needs to know of the house to keep it among its apps."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from confed.pages.queries.frame import place_of

PAPER = "#f1f0ea"
ICONS = (("icon-192", "192x192", "any"), ("icon-512", "512x512", "any"), ("icon-512-maskable", "512x512", "maskable"))


@require_safe
@vary_on_headers("Accept-Language")
def manifest(request: HttpRequest) -> HttpResponse:
    """The name of the place, its mark, and where the app begins; the same for everybody."""
    name = place_of(None).root_name or _("Assemblies")
    return JsonResponse(
        {
            "id": "/",
            "name": name,
            "short_name": name if len(name) < 15 else _("Assemblies"),
            "description": _("Assemblies, what they decided, and what binds their delegates."),
            "lang": get_language(),
            "dir": "rtl" if get_language_bidi() else "ltr",
            "start_url": reverse("now"),
            "scope": reverse("now"),
            "display": "standalone",
            "background_color": PAPER,
            "theme_color": PAPER,
            "icons": [
                {"src": static(f"img/{file}.png"), "sizes": sizes, "type": "image/png", "purpose": purpose}
                for file, sizes, purpose in ICONS
            ],
            "shortcuts": [{"name": _("My mandates"), "url": reverse("my_mandates")}],
        },
        content_type="application/manifest+json",
    )

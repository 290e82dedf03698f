"""Addresses of the pages across apps."""

from django.conf import settings
from django.urls import URLPattern, path

from confed.pages.views import (
    again,
    app,
    calendar,
    commune,
    components,
    founding,
    health,
    me,
    now,
    passkeys,
    register,
    sign_in,
    tokens,
)

urlpatterns: list[URLPattern] = [
    path("", now.now, name="now"),
    path("manifest.webmanifest", app.manifest, name="manifest"),
    path("in/", sign_in.sign_in, name="sign_in"),
    path("in/code/", sign_in.sign_in_code, name="sign_in_code"),
    path("in/slip/<str:token>/", sign_in.sign_in_slip, name="sign_in_slip"),
    path("in/again/", again.sign_in_again, name="sign_in_again"),
    path("in/passkey/", passkeys.sign_in_passkey, name="sign_in_passkey"),
    path("out/", sign_in.sign_out, name="sign_out"),
    path("me/", me.me, name="me"),
    path("me/devices/", me.devices, name="devices"),
    path("me/passkeys/", passkeys.passkeys, name="passkeys"),
    path("me/tokens/", tokens.tokens, name="tokens"),
    path("found/", founding.founding, name="founding"),
    path("d/", register.register_page, name="register"),
    path("c/<slug:slug>/", commune.commune, name="commune"),
    path("c/<slug:slug>/calendar.ics", calendar.calendar, name="calendar"),
    path("c/<slug:slug>/communes/new/", founding.commune_new, name="commune_new"),
    path("c/<slug:slug>/answered/<slug:code>/", commune.answered, name="answered"),
    path("council/", register.council, name="council"),
    path("c/<slug:slug>/", commune.commune, name="commune"),
    path("c/<slug:slug>/paper/<str:code>/done/", commune.answered, name="answered"),
    # Answered by confed.pages.middleware before anything else; here they have their names.
    path("health/live/", health.live, name="health_live"),
    path("health/ready/", health.ready, name="health_ready"),
    path("metrics/", health.metrics, name="metrics"),
    # Names the sign-in library leads to; its own pages (sign-up, passwords, addresses) are not part of this house.
    path("in/", sign_in.sign_in, name="account_login"),
    path("in/", sign_in.sign_in, name="account_signup"),
    path("in/", sign_in.sign_in, name="account_request_login_code"),
    path("in/", sign_in.sign_in, name="account_inactive"),
    path("in/code/", sign_in.sign_in_code, name="account_confirm_login_code"),
    path("in/again/", again.sign_in_again, name="account_reauthenticate"),
    path("out/", sign_in.sign_out, name="account_logout"),
]

if settings.DEBUG:
    urlpatterns += [path("components/", components.components, name="components")]

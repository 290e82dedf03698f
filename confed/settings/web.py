"""Pages: middleware, templates, static files, cookies, and a content policy that runs nothing foreign."""

from typing import Any

from csp.constants import NONE, SELF

from confed.settings.base import DEBUG
from confed.settings.environment import BASE_DIR, env, hall_names
from confed.settings.queue import REDIS_URL

HTTPS = env.bool("CONFED_HTTPS", default=False)
# A laptop in a hall, phones over its own network, no HTTPS: a mode that is asked for and that every page names.
CONFED_LAN = env.bool("CONFED_LAN", default=False)
ALLOWED_HOSTS = env.list(
    "CONFED_HOSTS", default=["localhost", "127.0.0.1", "[::1]", *(hall_names() if CONFED_LAN else [])]
)
CSRF_TRUSTED_ORIGINS = env.list("CONFED_ORIGINS", default=[])
ROOT_URLCONF = "confed.urls"
WSGI_APPLICATION = "confed.wsgi.application"
ASGI_APPLICATION = "confed.asgi.application"

# Lets a collector of figures in from elsewhere; without it only this machine itself may read them.
METRICS_TOKEN = env.str("CONFED_METRICS_TOKEN", default="")

MIDDLEWARE = [
    "confed.pages.middleware.WatchMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "confed.pages.middleware.SharedPhoneMiddleware",
    "confed.pages.middleware.HoursMiddleware",
    "confed.pages.middleware.RefusalMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "confed.pages.context.frame",
            ],
        },
    }
]

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# What people send as a file stays in memory, within a limit, and never lies on the disk.
FILE_UPLOAD_HANDLERS = ["assemblies.documents.uploads.MemoryUpload"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "confed_cache",
    }
}
if REDIS_URL:  # what is the same for everybody, rendered once for all processes; without it each renders its own
    CACHES["shared"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "confed",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }

SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "confed.pages.views.refusals.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.int("CONFED_PROXIES", default=0) else None
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

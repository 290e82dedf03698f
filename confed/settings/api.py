"""The door for programs: a token or the session of a browser, JSON only, no pages to click through."""

from confed.settings.environment import env

KNOX_TOKEN_MODEL = "kernel.ApiToken"
REST_KNOX = {"AUTH_HEADER_PREFIX": "Bearer"}
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "confed.kernel.api.tokens.TokenAuthentication",
        "confed.kernel.api.tokens.BrowserAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["confed.kernel.api.renderers.ProblemRenderer"],
    "DEFAULT_PARSER_CLASSES": ["confed.kernel.api.parsers.LimitedParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "confed.kernel.api.problems.answer",
    "UNAUTHENTICATED_USER": None,
    "NUM_PROXIES": env.int("CONFED_PROXIES", default=0),
}
SPECTACULAR_SETTINGS = {
    "TITLE": "confed",
    "DESCRIPTION": "What assemblies decide, and every act by which they do. A refusal is problem+json with its sentences.",
    "VERSION": "1",
    "LICENSE": {"name": "AGPL-3.0-or-later"},
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/1/",
    # The same word (`kind`, `stage`) means other things of other nouns: choices stand where they are used.
    "POSTPROCESSING_HOOKS": [],
}

"""Sign-in by a mailed code or a passkey: no password, no sign-up; rights come from the roll, not from the login."""

from confed.settings.environment import VAR_DIR, env
from confed.settings.web import CSRF_TRUSTED_ORIGINS

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "mail"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 2
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# A hall shares one address, so its limit is wide; an account's is narrow: 30 codes a day, 3 tries each.
ACCOUNT_RATE_LIMITS = {"request_login_code": "60/m/ip,3/m/key,30/d/key"}
ACCOUNT_ADAPTER = "confed.pages.adapter.SignInAdapter"
# A passkey is one more way in, never a second lock: whoever has one may still ask for a code.
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
# The house asks for a fresh sign-in itself (assemblies.views.fresh), for more than keys.
MFA_REAUTHENTICATION_REQUIRED = False
# Behind a proxy, without this number, the whole site would share one limit and lock itself out.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("CONFED_PROXIES", default=0)

LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "now"
ACCOUNT_LOGOUT_REDIRECT_URL = "now"

# Where the links of mails lead: a mail is written without a request.
PUBLIC_ADDRESS = env.str("CONFED_ADDRESS", default="") or (CSRF_TRUSTED_ORIGINS or ["http://localhost:8000"])[0]
EMAIL_TIMEOUT = 5
DEFAULT_FROM_EMAIL = env.str("CONFED_MAIL_FROM", default="confed@localhost")
if mail_url := env.str("EMAIL_URL", default=""):
    vars().update(env.email_url_config(mail_url))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"

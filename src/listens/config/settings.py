"""Settings, all from the environment (docs/running.md lists them). Safe unless told otherwise."""

import os

from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from listens.config.databases import database
from listens.core.home import home, secret

HOME = home()
HTTPS = os.environ.get("LISTENS_HTTPS", "1") != "0"  # only the demo and tests on localhost turn this off
DEMO = os.environ.get("LISTENS_DEMO", "0") == "1"
SECRET_KEY = secret("secret-key")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("LISTENS_HOSTS", "localhost,127.0.0.1").split(",")
SITE_URL = os.environ.get("LISTENS_SITE_URL", "http://localhost:8000")
if HTTPS:
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

ROOMS = [
    "core",
    "places",
    "alliance",
    "listening",
    "safeguarding",
    "sensemaking",
    "priorities",
    "assembly",
    "pledges",
    "feedback",
    "public",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    *[f"listens.{room}" for room in ROOMS],
    *(["listens.demo"] if DEMO else []),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.forms",  # its widget templates, behind our own in core
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "listens.core.middleware.PrivateAnswersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "listens.core.middleware.SecondFactorMiddleware",
]
ROOT_URLCONF = "listens.config.urls"
WSGI_APPLICATION = "listens.config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "listens.core.context.page",
            ]
        },
    },
]

DATABASES = {"default": database(os.environ.get("LISTENS_DATABASE", ""), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        # Counts of tries lie here. With Django's 300, somebody could push others' out by making up codes.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "core.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "listens.core.accounts.ClosedAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
# A hall is one address (decisions: "In the hall"): every limit of allauth's that counts by address is replaced.
# What can be guessed (a password, a code) is counted by e-mail or account. The empty ones have no e-mail at hand
# where allauth asks: failed sign-ins are counted by "login_failed", reset links and passkeys cannot be guessed,
# and nobody signs up. tests/core/test_rate_limits.py walks them all.
ACCOUNT_RATE_LIMITS = {
    "change_password": "5/m/user",
    "change_phone": "1/m/user",
    "manage_email": "10/m/user",
    "reset_password": "5/m/key",
    "reauthenticate": "10/m/user",
    "reset_password_from_key": "",
    "signup": "",
    "login": "",
    "login_failed": "5/5m/key",
    "request_login_code": "3/m/key",
    "verify_phone": "3/m/key",
    "confirm_email": "1/3m/key",
}
MFA_RATE_LIMITS = {"webauthn_login": ""}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("LISTENS_PROXIES", "0"))
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS

LANGUAGE_CODE = "en-gb"
LANGUAGES = [
    ("en-gb", _("English")),
    ("ar", _("Arabic")),
    ("es", _("Spanish")),
    ("fr", _("French")),
    ("pl", _("Polish")),
    ("pt", _("Portuguese")),
    ("so", _("Somali")),
    ("ta", _("Tamil")),
    ("uk", _("Ukrainian")),
]
# Django has no Somali: its own name, how its dates are written, and Django's own words of it are ours.
LANG_INFO.setdefault("so", {"bidi": False, "code": "so", "name": "Somali", "name_local": "Soomaali"})
FORMAT_MODULE_PATH = ["listens.config.formats"]
LOCALE_PATHS = [
    os.path.join(os.path.dirname(os.path.dirname(__file__)), "locale"),  # noqa: PTH118, PTH120
    os.path.join(os.path.dirname(__file__), "django_words"),  # noqa: PTH118, PTH120
]
LANGUAGE_COOKIE_NAME = "language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/static/"
STATIC_ROOT = os.environ.get("LISTENS_STATIC_ROOT", str(HOME / "static"))
STATICFILES_DIRS = [os.path.join(os.path.dirname(os.path.dirname(__file__)), "static_built")]  # noqa: PTH118, PTH120
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = str(HOME / "evidence")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Outgoing messages: "console", "file", "smtp" or "notify" (core.messages). None leaves the machine by default.
MESSAGES_ADAPTER = os.environ.get("LISTENS_MESSAGES", "file")
MESSAGES_FOLDER = HOME / "messages"
EMAIL_BACKEND = "listens.core.mail.OutboxEmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("LISTENS_FROM", "listens@localhost")
SMTP = os.environ.get("LISTENS_SMTP", "")
NOTIFY = {
    "url": os.environ.get("LISTENS_NOTIFY_URL", "https://api.notifications.service.gov.uk"),
    "key": os.environ.get("LISTENS_NOTIFY_KEY", ""),
    "templates": {
        channel: os.environ.get(f"LISTENS_NOTIFY_TEMPLATE_{channel.upper()}", "")
        for channel in ("email", "text", "letter")
    },
}

# A program outside that may be asked for the name of a proposed theme (sensemaking.naming): "" is none, or "chat".
NAMING = {
    "adapter": os.environ.get("LISTENS_NAMING", ""),
    "who": os.environ.get("LISTENS_NAMING_WHO", "").strip(),
    "url": os.environ.get("LISTENS_NAMING_URL", "").strip(),
    "model": os.environ.get("LISTENS_NAMING_MODEL", "").strip(),
    "key": os.environ.get("LISTENS_NAMING_KEY", "").strip(),
}

SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "listens.core.errors.waited_too_long"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if os.environ.get("LISTENS_PROXIES", "0") != "0":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb")
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"listens": {"handlers": ["console"], "level": "INFO"}, "django.request": {"level": "ERROR"}},
}

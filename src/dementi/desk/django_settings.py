# SPDX-License-Identifier: Apache-2.0
"""How Django is set: one folder of data, pages in French and English, nothing asked of anybody else."""

from __future__ import annotations

import secrets
from pathlib import Path

from dementi.desk.database import database_of
from dementi.settings import read_settings

_SETTINGS = read_settings()
_HERE = Path(__file__).parent
FOLDER = _SETTINGS.folder


def _secret() -> str:
    """Return the folder's key, made once; a process without a folder (a test, a check) has one of its own."""
    path = FOLDER / "secret"
    return path.read_text("ascii").strip() if path.is_file() else secrets.token_urlsafe(48)


SECRET_KEY = _secret()
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *_SETTINGS.hosts]
ROOT_URLCONF = "dementi.desk.urls"
ASGI_APPLICATION = "dementi.desk.asgi.application"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "dementi.desk.accounts",
    "dementi.desk.record",
    "dementi.desk.alerts",
    "dementi.desk.matters",
    "dementi.desk.marks",
    "dementi.desk.notes",
    "dementi.desk.sources",
    "dementi.desk.api",
    "dementi.desk",
]
MIDDLEWARE = [
    "dementi.desk.metrics.MeasureMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "dementi.desk.guard.GuardMiddleware",
    "dementi.desk.pages.language.LanguageMiddleware",
    "dementi.desk.api.middleware.ApiMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "dementi.desk.accounts.gate.GateMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

DATABASES = {"default": database_of(_SETTINGS.database, FOLDER)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who is at the desk: see dementi.desk.accounts.
AUTH_USER_MODEL = "accounts.Account"
PASSWORD_HASHERS = ["dementi.desk.accounts.hashing.Argon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "dementi.desk.accounts.hashing.NotTheNameValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "login"
#: Who a program is by its request: functions by their full names (see dementi.desk.accounts.who.of_program).
PERSONS_FROM = ["dementi.desk.api.access.person_of_token"]

SESSION_ENGINE = "dementi.desk.sessions"
SESSION_COOKIE_NAME = "__Host-dementi_session" if _SETTINGS.https else "dementi_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _SETTINGS.https
#: Seconds after which a session ends whatever is done in it; see dementi.desk.accounts.idle for one in which nothing is done.
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_IDLE_SECONDS = 12 * 3600

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [_HERE.parent / "locale"]
LANGUAGE_COOKIE_NAME = "dementi_language"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = _SETTINGS.time_zone

STATIC_URL = "/static/"
STATICFILES_DIRS = [_HERE / "static"]
SERVESTATIC_USE_FINDERS = True
SERVESTATIC_AUTOREFRESH = False
SERVESTATIC_ALLOW_ALL_ORIGINS = False

CSRF_COOKIE_NAME = "__Host-dementi_csrf" if _SETTINGS.https else "csrftoken"
CSRF_COOKIE_SECURE = _SETTINGS.https
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "dementi.desk.pages.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if _SETTINGS.https:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    # A probe asks without the proxy.
    SECURE_REDIRECT_EXEMPT = [r"^sante$", r"^metrics$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
# Other names under the desk's, and the browsers' own list, are for the owner of the domain to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024**2
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024**2
DATA_UPLOAD_MAX_NUMBER_FIELDS = 50

# Letters: see dementi.desk.alerts. Without a server none are written.
EMAIL_HOST, EMAIL_PORT = _SETTINGS.smtp.host, _SETTINGS.smtp.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _SETTINGS.smtp.user, _SETTINGS.smtp.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _SETTINGS.smtp.security == "starttls", _SETTINGS.smtp.security == "tls"
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = _SETTINGS.smtp.sender

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        "json": {"()": "dementi.desk.logs.Line"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": _SETTINGS.log}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"uvicorn.access": {"level": "WARNING"}},
}

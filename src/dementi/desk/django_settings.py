# SPDX-License-Identifier: Apache-2.0
"""How Django is set: one folder of data, pages in French and English, nothing asked of anybody else."""

from __future__ import annotations

import secrets
from pathlib import Path

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
    "django.contrib.staticfiles",
    "dementi.desk.record",
    "dementi.desk.matters",
    "dementi.desk.marks",
    "dementi.desk.sources",
    "dementi.desk",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "dementi.desk.guard.GuardMiddleware",
    "dementi.desk.pages.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
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

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": FOLDER / "dementi.sqlite3",
        "OPTIONS": {
            # Nothing acknowledged may be lost, and readers never wait for the writer.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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

CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "dementi.desk.pages.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024**2
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024**2
DATA_UPLOAD_MAX_NUMBER_FIELDS = 50

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"uvicorn.access": {"level": "WARNING"}},
}

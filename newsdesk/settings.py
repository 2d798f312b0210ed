"""The one settings file. Every value comes from the environment; README.md has the table.

Without any variable set this is the embedded default: SQLite, Celery's filesystem transport and
generated secrets in a private folder (`NEWSDESK_VAR`, by default `var/` beside manage.py).
"""

import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

from newsdesk.nlp.configuration import DEFAULT_LANGUAGES

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def private_folder(path: Path) -> Path:
    """A folder that only its owner can enter: made, or closed to others where it was open to them."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.stat().st_mode & 0o077:
        path.chmod(0o700)
    return path


def generated_secret(path: Path) -> str:
    """The secret kept in `path`, made on first use; of several processes the first decides.

    It is written aside and linked into place, so that nobody reads a part of it.
    """
    if not path.exists():
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")  # 0600
        with open(descriptor, "w", encoding="ascii") as file:  # noqa: PTH123  (a descriptor, not a path)
            file.write(get_random_secret_key())
            file.flush()
            os.fsync(descriptor)
        with suppress(FileExistsError):
            path.hardlink_to(name)
        Path(name).unlink()
    return path.read_text("ascii")


def newest_version(changelog: Path) -> str:
    """The version of the newest heading `## 1.2.3` in the CHANGELOG."""
    found = re.search(r"^## v?(\d+\.\d+\.\d+\S*)", changelog.read_text("utf-8"), re.MULTILINE)
    return found[1] if found else "0"


VERSION = newest_version(BASE_DIR / "CHANGELOG.md")
VAR = private_folder(Path(env.str("NEWSDESK_VAR", default=str(BASE_DIR / "var"))))

# --- Django ---------------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or generated_secret(VAR / "secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
ROOT_URLCONF = "newsdesk.urls"
WSGI_APPLICATION = "newsdesk.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_NAME = "newsdesk"

INSTALLED_APPS = [
    "newsdesk.common",
    "newsdesk.accounts",
    "newsdesk.articles",
    "newsdesk.analysis",
    "newsdesk.annotation",
    "newsdesk.demo",
    "newsdesk.web",
    "newsdesk.accounts.admin_config.CurationAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsdesk.common.middleware.NoStoreMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "newsdesk.common.middleware.HostMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "newsdesk.common.middleware.LoginMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "newsdesk.common.middleware.HtmxRedirectMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsdesk.web.context.navigation",
            ],
        },
    }
]

# --- Data -----------------------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'newsdesk.sqlite3'}")}
DATABASE = DATABASES["default"]
DATABASE["ATOMIC_REQUESTS"] = False
if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    # FULL: what a person was told is kept, and what a worker has finished, outlives a power cut. NORMAL
    # would lose the last commits of the write-ahead log, whose messages and uploaded bytes are there or gone.
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": env.float("SQLITE_BUSY_TIMEOUT", default=30.0),
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-4000;"
        ),
    }
DATABASE["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
DATABASE["CONN_HEALTH_CHECKS"] = True

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "newsdesk_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

MEDIA_ROOT = private_folder(VAR / "uploads")
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "newsdesk.common.storage.DurableStorage"},
    "staticfiles": {
        "BACKEND": "newsdesk.web.staticfiles.HashedStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

# --- Languages and time ---------------------------------------------------------------------------

LANGUAGES = [("de", _("German")), ("en", _("English"))]
LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="en")
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Berlin")
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

# --- Accounts -------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "newsdesk.accounts.adapter.InvitationOnlyAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login": env.str("RATE_LIMIT_LOGIN", default="30/m/ip"),
    "login_failed": env.str("RATE_LIMIT_LOGIN_FAILED", default="10/m/ip,5/5m/key"),
}
RATE_LIMIT_REGISTRATION = env.str("RATE_LIMIT_REGISTRATION", default="10/m/ip")
RATE_LIMIT_UPLOAD = env.str("RATE_LIMIT_UPLOAD", default="60/m/user")
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # whoever has an account was invited
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # a code is good for the half minute before and after its own
USERSESSIONS_TRACK_ACTIVITY = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

# --- Security -------------------------------------------------------------------------------------

HTTPS = env.bool("HTTPS", default=False)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz/"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("TRUST_FORWARDED_PROTO", default=False) else None
)
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "newsdesk.web.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
LANGUAGE_COOKIE_SECURE = HTTPS
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- Mail: only where EMAIL_URL names a server ----------------------------------------------------

EMAIL_ENABLED = bool(env.str("EMAIL_URL", default=""))
if EMAIL_ENABLED:
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="newsdesk@localhost")

# --- Uploads --------------------------------------------------------------------------------------

MAX_FILE_BYTES = env.int("MAX_FILE_BYTES", default=20_000_000)
MAX_TEXT_CHARS = env.int("MAX_TEXT_CHARS", default=2_000_000)
MAX_FILES_PER_UPLOAD = env.int("MAX_FILES_PER_UPLOAD", default=500)
MAX_REQUEST_BYTES = env.int("MAX_REQUEST_BYTES", default=250_000_000)
FILE_UPLOAD_HANDLERS = [
    "newsdesk.web.upload_handlers.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = MAX_FILES_PER_UPLOAD
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * MAX_TEXT_CHARS + 100_000

# --- Work: the database is the truth, the broker carries hints -------------------------------------

LEASE_SECONDS = env.float("LEASE_SECONDS", default=60.0)
MAX_ATTEMPTS = env.int("MAX_ATTEMPTS", default=3)
RETRY_BACKOFF_SECONDS = env.float("RETRY_BACKOFF_SECONDS", default=5.0)
REQUEUE_AFTER = env.float("REQUEUE_AFTER", default=30.0)
SWEEP_INTERVAL = env.float("SWEEP_INTERVAL", default=2.0)
SWEEP_BATCH = env.int("SWEEP_BATCH", default=500)

REDIS_URL = env.str("REDIS_URL", default="")
TASK_SOFT_TIME_LIMIT = env.float("TASK_SOFT_TIME_LIMIT", default=240.0)
TASK_TIME_LIMIT = env.float("TASK_TIME_LIMIT", default=300.0)
VISIBILITY_TIMEOUT = env.float("VISIBILITY_TIMEOUT", default=900.0)
BROKER_FOLDER = VAR / "broker"

# --- Reading: which pipeline, and the languages that it tells apart ----------------------------------

NEWSDESK_PIPELINE = env.str("NEWSDESK_PIPELINE", default="")
NEWSDESK_LANGUAGES = env.list("NEWSDESK_LANGUAGES", default=[]) or list(DEFAULT_LANGUAGES)

# --- Logging: events, never article text -----------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"secrets": {"()": "newsdesk.common.redaction.SecretAddressFilter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        "newsdesk": {"level": env.str("LOG_LEVEL", default="INFO")},
        "django.request": {"level": "ERROR"},  # what people may not or cannot see is no news
        "django.dispatch": {"level": "CRITICAL"},  # a receiver's traceback could quote an article
    },
}

"""All settings, from the environment. Safe for production by default: DEBUG is off.

The variables are listed with their meaning in docs/pengaturan.md.
"""

from pathlib import Path

from csp.constants import NONE, SELF

from kecamatan_web.env import env, folder, hours, inner_address, required_unless, site_address
from kecamatan_web.logs import to_the_console

BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = env.bool("DEBUG", default=False)
DATA_DIR = folder("DATA_DIR", BASE_DIR / "var")
DATA_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = required_unless(
    DEBUG,
    "SECRET_KEY",
    "hanya-untuk-pengembangan-jangan-dipakai-di-server-0123456789",
    "Isi dengan 50 karakter acak dan simpan di luar server cadangan.",
)
ALLOWED_HOSTS = [
    host.strip()
    for host in required_unless(
        DEBUG,
        "ALLOWED_HOSTS",
        "localhost,127.0.0.1,[::1],testserver",
        "Isi dengan nama situs, misalnya gerokgak.bulelengkab.go.id.",
    ).split(",")
]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Sites that writers may link to without a hint, and sites that nobody may link to.
KNOWN_HOSTS = env.list("KNOWN_HOSTS", default=[])
BLOCKED_HOSTS = env.list("BLOCKED_HOSTS", default=[])

INSTALLED_APPS = [
    "kecamatan_web.apps.OfficeAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_prose_editor",
    "content",
    "workflow",
    "archive",
    "kecamatan_web.apps.SiteConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Behind static files, which its page needs, and before everything that asks the database.
    "content.maintenance.shut_while_worked_on",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "content.legacy.LegacyAddressMiddleware",
    "kecamatan_web.middleware.words_for_wrong_methods",
]

ROOT_URLCONF = "kecamatan_web.urls"
WSGI_APPLICATION = "kecamatan_web.wsgi.application"

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
                "content.context.office",
                "content.context.urgent",
                "content.context.thrift",
                "workflow.context.desk",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Data -------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            "PRAGMA recursive_triggers=ON"
        ),
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Opening a database reads its whole schema; on SQLite that costs more than the queries of a page.
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        # Rate limits need a cache that every process shares; the database is always there. Django's
        # own limit of 300 entries would let a flood from many networks wash the counters away.
        else {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache",
            "OPTIONS": {"MAX_ENTRIES": 50_000},
        }
    )
}

MEDIA_ROOT = folder("MEDIA_ROOT", DATA_DIR / "media")
# Where the front server keeps the media folder for itself, such as /berkas-media/ (deploy/nginx);
# empty: the application sends the files.
MEDIA_ACCEL = inner_address("MEDIA_ACCEL")
BACKUP_ROOT = folder("BACKUP_ROOT", DATA_DIR / "backups")
STATIC_ROOT = folder("STATIC_ROOT", DATA_DIR / "static")
STATIC_URL = "/static/"
# While this file is there the site is shut (script/manage maintenance).
MAINTENANCE_FLAG = DATA_DIR / "perawatan.json"
# Readings of the present day until they are folded into the database; each machine has its own.
VIEW_SPOOL = DATA_DIR / "dibaca"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files"},
    },
    "media": {"BACKEND": "content.storage.ContentStorage", "OPTIONS": {"location": MEDIA_ROOT}},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [
    "jpg",
    "jpeg",
    "png",
    "gif",
    "webp",
    "avif",
    "mp4",
    "webm",
    "zip",
    "gz",
    "br",
    "woff",
    "woff2",
    "pdf",
    "map",
]

# Whole public pages, answered in front of Django (content.page_cache). The folder may be deleted at
# any time. Bytes: of memory per process, of disk for one generation.
PAGE_CACHE = env.bool("PAGE_CACHE", default=not DEBUG)
PAGE_CACHE_DIR = folder("PAGE_CACHE_DIR", DATA_DIR / "pages")
PAGE_CACHE_MEMORY = env.int("PAGE_CACHE_MEMORY", default=8 * 1024 * 1024)
PAGE_CACHE_DISK = env.int("PAGE_CACHE_DISK", default=256 * 1024 * 1024)

# Limits of uploads, told to people before they upload. Bytes per group; pixels for pictures.
UPLOAD_MAX_BYTES = {
    "picture": env.int("UPLOAD_MAX_PICTURE", default=25 * 1024 * 1024),
    "document": env.int("UPLOAD_MAX_DOCUMENT", default=50 * 1024 * 1024),
    "data": env.int("UPLOAD_MAX_DATA", default=25 * 1024 * 1024),
    "video": env.int("UPLOAD_MAX_VIDEO", default=200 * 1024 * 1024),
}
UPLOAD_MAX_PIXELS = env.int("UPLOAD_MAX_PIXELS", default=60_000_000)
# Files on their way, in pieces; per person no more than so many bytes that have not arrived.
UPLOAD_FOLDER = folder("UPLOAD_FOLDER", DATA_DIR / "unggahan")
UPLOAD_QUOTA = env.int("UPLOAD_QUOTA", default=1024 * 1024 * 1024)
# How long a decision is taken back by whoever made it.
UNDO_MINUTES = env.int("UNDO_MINUTES", default=15)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

# --- People -----------------------------------------------------------------------------------
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk-home"
LOGOUT_REDIRECT_URL = "account_login"
AUTHENTICATION_BACKENDS = [
    # First, because the other one would look for stored permissions (two queries) on every page.
    "workflow.people.AppointmentBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "workflow.accounts.AccountAdapter"
ACCOUNT_FORMS = {"login": "workflow.accounts.LoginForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/300s/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "kecamatan_web"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_NAME = "sesi"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "kecamatan_web.errors.csrf_failure"
APPROVAL_LINK_HOURS = hours("APPROVAL_LINK_HOURS", 24)  # for which a link to a telephone serves
FILES_FOR_VISITORS = "workflow.link_visit.opens_file"  # files of the text to which it led
# Of the accounts that seed_demo makes; empty: made by chance and printed once.
DEMO_PASSWORD = env.str("DEMO_PASSWORD", default="")

# --- Language and time ------------------------------------------------------------------------
LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="id")
TIME_ZONE = env.str("TIME_ZONE", default="Asia/Makassar")
USE_I18N = True
USE_TZ = True

# --- Mail -------------------------------------------------------------------------------------
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="situs@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Seconds for each step of the talk with the mail server; nobody but the task that sends waits.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)

# --- Doors ------------------------------------------------------------------------------------
# INSECURE_HTTP=1 is for loopback and for an office network without TLS; script/server sets it.
INSECURE_HTTP = env.bool("INSECURE_HTTP", default=DEBUG)
# What is written without a request leads here; empty: made of the first host (content.site_address).
SITE_URL = site_address("SITE_URL")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not INSECURE_HTTP
SECURE_SSL_REDIRECT = not INSECURE_HTTP
# A load balancer asks the machine itself, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^sehat/$"]
SECURE_HSTS_SECONDS = 0 if INSECURE_HTTP else 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not INSECURE_HTTP
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# How many trusted proxies stand in front: decides which X-Forwarded-For entry is the visitor.
TRUSTED_PROXIES = env.int(
    "TRUSTED_PROXIES", default=1 if "SECURE_PROXY_SSL_HEADER" in vars() else 0
)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# --- Logs -------------------------------------------------------------------------------------
LOGGING = to_the_console(env.str("LOG_LEVEL", default="INFO"))

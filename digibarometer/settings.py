"""Django's settings, read from the environment; docs/running.md lists every variable."""

import hashlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env, EnvError, validate

Value = TypeVar("Value")
env = Env()
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]  # the first is that which all content is written in
REGIONS = {"sv": "SE", "en": "GB"}  # where a language is spoken, for documents
CODES = [code for code, _name in LANGUAGES]
TEXTS = {  # what a variable's value matches, and how that is said to whoever has written another
    "BASE_URL": ("https?://[^/]", "the address that people type, such as https://digibarometer.kommun.se"),
    "BUS_URL": ("(rediss?|valkey|unix)://.", "an address like redis://host:6379/0"),
    "DATABASE_URL": (
        r"postgres(ql)?://(.*@)?([^/@:]*|\[.+\])(:\d+)?/[^?]",
        "an address like postgresql://user:password@host:5432/name",
    ),
    "EMAIL_URL": (
        r"(smtp(s|\+tls)?://(.*@)?[^/:@]+(:\d+)?/?|console://)$",
        "an address like smtp+tls://user:password@host:587, or console:// to write letters to the terminal",
    ),
    "FILM_URL": ("https://[^/]", "the address of a film, such as https://www.lantmateriet.se/…"),
    "LANGUAGE_CODE": (f"({'|'.join(CODES)})$", " or ".join(CODES)),
    "SECRET_KEY": (".{32}", "at least 32 random characters"),
}


def _read(parse: Callable[..., Value], name: str, default: Value, wanted: str, **options: object) -> Value:
    """The variable's value, or the default where it is empty or left out. Raises ImproperlyConfigured."""
    if not os.environ.get(name, "").strip():
        return default
    try:
        return parse(name, **options)
    except EnvError as error:
        raise ImproperlyConfigured(f"{name} must be {wanted}. Correct it, or leave it out.") from error


def _text(name: str, default: str = "") -> str:
    pattern, wanted = TEXTS[name]
    return _read(env.str, name, default, wanted, validate=validate.Regexp(pattern)).strip()


def _number(name: str, default: int) -> int:
    return _read(env.int, name, default, "a whole number of at least 1", validate=validate.Range(min=1))


def _switch(name: str) -> bool:
    return _read(env.bool, name, False, "1 or 0")


def _names(name: str) -> list[str]:
    return [one.strip() for one in env.str(name, "").split(",") if one.strip()]


def _database(data: Path) -> dict[str, Any]:
    if not _text("DATABASE_URL"):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "digibarometer.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;"
                " PRAGMA secure_delete=ON;",
            },
        }
    database = env.dj_db_url("DATABASE_URL", conn_health_checks=True)  # none is lent that was lost in the pool
    options = {
        "pool": {"min_size": 2, "max_size": 20, "timeout": 10},
        # a server that has vanished without a word is taken for lost after about fifteen seconds
        "connect_timeout": 5,
        "keepalives_idle": 10,
        "keepalives_interval": 3,
        "keepalives_count": 3,
        "tcp_user_timeout": 15_000,
    }
    return {**database, "OPTIONS": options | database.get("OPTIONS", {})}


def counts_cache(bus_url: str, secret: str) -> dict[str, object]:
    """Where counts of what is limited lie: in the memory of a single process, on the bus where several share them."""
    if not bus_url:
        return {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "OPTIONS": {"MAX_ENTRIES": 200_000},  # the one not asked for longest goes first
        }
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": bus_url,
        "KEY_PREFIX": hashlib.blake2b(secret.encode(), digest_size=8, person=b"counts").hexdigest(),
        "OPTIONS": {"serializer": "digibarometer.serving.cache_serializer.JsonSerializer", "socket_timeout": 5},
    }


def _secret(data: Path) -> str:
    """The secret from SECRET_KEY, else from a file in the data folder that only the owner may read; made once."""
    if given := _text("SECRET_KEY"):
        return given
    kept = data / "secret"
    if not kept.exists():
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    return kept.read_text().strip()


def _email(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    if parts.scheme in {"", "console"}:
        return {"EMAIL_BACKEND": f"django.core.mail.backends.{parts.scheme or 'dummy'}.EmailBackend"}
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


HERE = Path(__file__).parent
DATA = env.path("DIGIBAROMETER_DATA", Path("data")).absolute()

BASE_URL = _text("BASE_URL").rstrip("/")
SECURE = BASE_URL.startswith("https://")

SECRET_KEY = _secret(DATA)
DEBUG = False
TRACE = _switch("DIGIBAROMETER_TRACE")
PLAIN_LOG = _switch("DIGIBAROMETER_PLAIN_LOG")
ALLOWED_HOSTS = _names("ALLOWED_HOSTS") or (
    [urlsplit(BASE_URL).hostname or "", "localhost", "127.0.0.1"] if BASE_URL else ["*"]
)
# What links and QR codes begin with. Without BASE_URL a guess: the first host that we answer to, at our own port.
ADDRESS = BASE_URL or "http://{}:{}".format(
    next((host for host in ALLOWED_HOSTS if not host.startswith(("*", "."))), "localhost"),
    _number("DIGIBAROMETER_PORT", 8000),
)
DATABASES = {"default": _database(DATA)}
BUS_URL = _text("BUS_URL").replace("valkey://", "redis://")
CACHES = {"default": counts_cache(BUS_URL, SECRET_KEY)}
BACKUP_DAYS = _number("BACKUP_DAYS", 30)
BEHIND_PROXY = _switch("BEHIND_PROXY")
EMAIL_URL = _text("EMAIL_URL")
if EMAIL_URL and not BASE_URL:
    raise ImproperlyConfigured("EMAIL_URL is set, so BASE_URL must be too: it is what the links in e-mail begin with.")
OPEN_SIGNUP = _switch("OPEN_SIGNUP")
if OPEN_SIGNUP and not EMAIL_URL:
    raise ImproperlyConfigured(
        "OPEN_SIGNUP is set, so EMAIL_URL must be too: new accounts confirm their address by e-mail."
    )
FILM_URL = _text("FILM_URL")
DEMO = _switch("DIGIBAROMETER_DEMO")

EXERCISES = [
    "digibarometer.exercises.assessment",
    "digibarometer.exercises.swot",
    "digibarometer.exercises.horizon",
    "digibarometer.exercises.activities",
    *_names("EXTRA_EXERCISES"),
]

COMPONENTS = [  # parts of the room: screens and moments are theirs in this order
    "digibarometer.workshops.component.room_component",
    "digibarometer.hosting.component.hosting_component",
    "digibarometer.presenting.component.presenting_component",
    "digibarometer.notes.component.notes_component",
    *(f"{folder}.exercise.exercise" for folder in EXERCISES),
    "digibarometer.results.followup.component.followup_component",
    "digibarometer.results.component.results_component",
    "digibarometer.agendas.component.agendas_component",  # once the others have closed a step it keeps what came of it
    "digibarometer.inviting.component.inviting_component",
    "digibarometer.support.coach_invitations.support_component",
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "digibarometer.ui",  # before allauth, whose templates it replaces
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "digibarometer.live",
    "digibarometer.places",
    "digibarometer.accounts",
    "digibarometer.questions",
    "digibarometer.workshops",
    "digibarometer.notes",
    "digibarometer.hosting",
    "digibarometer.presenting",
    *EXERCISES,
    "digibarometer.results",
    "digibarometer.agendas",
    "digibarometer.results.followup",
    "digibarometer.results.receipt",
    "digibarometer.inviting",
    "digibarometer.results.imported",
    "digibarometer.support",
    "digibarometer.screens",
    "digibarometer.planning",
    "digibarometer.reports",
    "digibarometer.reports.documents",
    *(["digibarometer.demo"] if DEMO else []),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
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
    "digibarometer.screens.waiting.UnavailableMiddleware",
]

ROOT_URLCONF = "digibarometer.urls"
ASGI_APPLICATION = "digibarometer.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", ["digibarometer.ui.template_loader.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "digibarometer.ui.context_processors.site_context",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "digibarometer.questions.templatetags.content_i18n",
            ],
        },
    }
]

FORM_RENDERER = "digibarometer.ui.form_renderer.FormRenderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_ENGINE = "django.contrib.sessions.backends.db"  # so that signing out ends it
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL else []
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-src": ["'self'"],  # the desk shows what the projector does
        "frame-ancestors": ["'none'"],
    }
}
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "planning:workshops"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if EMAIL_URL else "none"  # without mail nothing can be, and nothing is added
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True  # the mail has proved who it is; a second factor is asked for as ever
ACCOUNT_ADAPTER = "digibarometer.accounts.signup_adapter.Adapter"
ACCOUNT_FORMS = {
    "add_email": "digibarometer.accounts.forms.AddAddressForm",
    "login": "digibarometer.accounts.forms.SignInForm",
    "reset_password": "digibarometer.accounts.forms.ForgottenForm",
    "signup": "digibarometer.accounts.forms.SignUpForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": None,  # who knows the password is never counted
    "login_failed": "5/5m/key",  # of a known device, or of strangers from one network at one account
    "login_failed_from": "30/5m/key",  # of strangers from one network
    "login_failed_to": "50/h/key",  # of strangers at one account
}
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "add_webauthn": "digibarometer.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "digibarometer.accounts.forms.RenamePasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_begin": "60/m/ip"}  # each keeps a session
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE

USE_TZ = True
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
LANGUAGE_CODE = _text("LANGUAGE_CODE", CODES[0])
LOCALE_PATHS = [HERE / "ui" / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "digibarometer.ui.static_storage.HashedStaticStorage"},
}
WHITENOISE_USE_FINDERS = False

globals().update(_email(EMAIL_URL))
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", "digibarometern@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["out"], "level": "INFO"},
}

"""Django settings. Every choice of an installation is an environment variable that starts with WANHU_; the defaults run on one machine."""

import os
import secrets
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

PACKAGE = Path(__file__).resolve().parent
HOME = Path(os.environ.get("WANHU_HOME", "var")).resolve()
HOME.mkdir(parents=True, exist_ok=True)


def _kept_secret(name: str) -> str:
    """A secret from the environment, or one made at first use and kept in a file that only its owner can read."""
    if value := os.environ.get(f"WANHU_{name.upper()}"):
        return value
    path = HOME / f"{name}.secret"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text()


SECRET_KEY = _kept_secret("secret_key")
SEALING_KEY = _kept_secret("sealing_key")  # identity numbers, phones and received files are sealed with keys derived from it
SEALING_CIPHER = os.environ.get("WANHU_SEALING", "aes")  # or "sm4": the national ciphers SM4-GCM, with keyed SM3 for finding
DEBUG = os.environ.get("WANHU_DEBUG") == "1"
DEMO = os.environ.get("WANHU_DEMO") == "1"  # synthetic people only: the sign-in page shows the demo accounts
ALLOWED_HOSTS = os.environ.get("WANHU_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("WANHU_ORIGINS", "").split(",") if origin]
SECURE = os.environ.get("WANHU_HTTPS") == "1"  # set behind TLS: cookies are then sent over TLS only

INSTALLED_APPS = [
    "wanhu.web.base",
    "wanhu.web.registry",
    "wanhu.web.exchange",
    "wanhu.web.care",
    "wanhu.web.worklist",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "csp.middleware.CSPMiddleware",
    "wanhu.web.worklist.held.middleware.KeepsWhatWasTyped",
    "wanhu.web.base.middleware.SecondFactor",
    "wanhu.web.base.middleware.NothingKept",
    "wanhu.web.base.middleware.SessionGoesOn",
    "axes.middleware.AxesMiddleware",  # last: it turns a refused sign-in into the page that says how long
]

ROOT_URLCONF = "wanhu.web.urls"
WSGI_APPLICATION = "wanhu.web.wsgi.application"
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
                "wanhu.web.base.context.shell",
            ]
        },
    }
]

FORM_RENDERER = "wanhu.web.base.boxes.Boxes"

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("WANHU_DATABASE_URL", f"sqlite:///{HOME / 'wanhu.sqlite3'}"), conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"].get("ENGINE", "").endswith("sqlite3"):
    # Readers never wait for the writer (WAL), and a writer asks for the lock at once instead of failing half-way (IMMEDIATE).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536;",
    }
elif DATABASES["default"].get("ENGINE", "").endswith("postgresql"):
    # Pages ask small questions: compiling them to machine code takes longer than answering them, and a row by its index costs no turn of a disk.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c jit=off -c random_page_cost=1.1"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "base.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "wanhu.web.base.sign_in.ClosedSignUp"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False  # a shared phone forgets at the end of the session
ACCOUNT_RATE_LIMITS = {"login_failed": False}  # axes counts, in the database, so that several processes count together
MFA_TOTP_ISSUER = "Wanhu 万户"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_REQUIRED = os.environ.get("WANHU_MFA", "0" if DEMO or DEBUG else "1") == "1"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "base/locked.html"
AXES_RESET_ON_SUCCESS = True
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 30 * 60  # without a request; a request starts it again (SessionGoesOn)
CSRF_FAILURE_VIEW = "wanhu.web.worklist.held.middleware.refused"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [PACKAGE / "static"]
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

LOGGING = {  # errors go to the terminal or the service's journal; no request body and no personal data is logged
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}

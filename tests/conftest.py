"""Tests never touch an installation: each process gets a home of its own, made before Django reads its settings and gone at the end.

``DJANGO_SETTINGS_MODULE`` is set here rather than in ``pyproject.toml``, because pytest-django would otherwise read the
settings (and make the default home) before this file is loaded.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

# Machines are noisy: speed is measured in bench/, never by a deadline in a test.
hypothesis_settings.register_profile("wanhu", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("wanhu")

HOME = Path(tempfile.mkdtemp(prefix="wanhu-tests-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["WANHU_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "wanhu.web.settings"


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """What only tests change: records in a file (the engine's reader opens it beside Django), plain static names, quick passwords."""
    from django.conf import settings

    settings.HOME = (
        HOME  # a worker process inherits the environment, and pytest-django may have read the settings before this file
    )
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(HOME / "test.sqlite3")
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

"""`check --deploy` refuses what leans on the embedded default or opens the house."""

import pytest
from django.db import connection
from redis import Redis

from confed.kernel import checks
from tests.support.servers import free_port

pytestmark = pytest.mark.django_db


def ids(found) -> list[str]:
    return [each.id for each in found]


def test_movable_clock_is_an_error(settings, tmp_path):
    settings.CLOCK_FILE = None
    assert ids(checks.check_clock()) == []
    settings.CLOCK_FILE = tmp_path / "clock"
    assert ids(checks.check_clock()) == ["confed.E001"]


def test_embedded_default_is_an_error(settings):
    settings.EMBEDDED_DATABASE, settings.REDIS_URL = True, ""
    assert ids(checks.check_services()) == ["confed.E002", "confed.E003"]
    settings.EMBEDDED_DATABASE, settings.REDIS_URL = False, "redis://localhost"
    assert ids(checks.check_services()) == []


def test_old_celery_is_an_error(monkeypatch):
    assert ids(checks.check_celery()) == []
    monkeypatch.setattr("celery.__version__", "5.6.2")
    assert ids(checks.check_celery()) == ["confed.E004"]


def test_sqlite_of_this_run_is_immediate():
    assert ids(checks.check_sqlite()) == []


def test_missing_trigger_is_an_error():
    assert ids(checks.check_triggers()) == []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER journal_no_change ON kernel_journalentry")
        else:
            cursor.execute("DROP TRIGGER journal_no_update")
    assert ids(checks.check_triggers()) == ["confed.E007"]


def test_key_that_others_can_read_is_an_error(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    key = tmp_path / "signing.key"
    key.write_text("secret")
    key.chmod(0o600)
    assert ids(checks.check_keys()) == []
    key.chmod(0o640)
    assert ids(checks.check_keys()) == ["confed.E008"]


def test_keys_of_one_machine_are_errors_where_the_database_is_shared(settings):
    settings.EMBEDDED_DATABASE, settings.URN_KEY_GIVEN, settings.SECRET_KEY_GIVEN = True, False, False
    assert ids(checks.check_urn_key()) == []
    settings.EMBEDDED_DATABASE = False
    assert ids(checks.check_urn_key()) == ["confed.E009", "confed.E010"]
    settings.URN_KEY_GIVEN = settings.SECRET_KEY_GIVEN = True
    assert ids(checks.check_urn_key()) == []
    settings.URN_KEY = settings.SECRET_KEY
    assert ids(checks.check_urn_key()) == ["confed.E011"]


def test_cache_of_one_process_is_an_error(settings):
    assert ids(checks.check_cache()) == []
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    assert ids(checks.check_cache()) == ["confed.E012"]


def test_https_without_a_proxy_is_an_error(settings):
    settings.HTTPS, settings.ALLAUTH_TRUSTED_PROXY_COUNT = True, 0
    assert ids(checks.check_proxies()) == ["confed.E013"]
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert ids(checks.check_proxies()) == []


def test_mode_of_a_hall_is_an_error(settings):
    assert ids(checks.check_hall()) == []
    settings.CONFED_LAN = True
    assert ids(checks.check_hall()) == ["confed.E014"]


def test_mail_that_goes_nowhere_is_an_error(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert ids(checks.check_mail()) == ["confed.E015"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert ids(checks.check_mail()) == []


def test_files_that_were_not_collected_are_an_error(settings, tmp_path):
    settings.STORAGES = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
    settings.STATIC_ROOT = tmp_path
    assert ids(checks.check_static()) == ["confed.E016"]
    (tmp_path / "staticfiles.json").write_text("{}")
    assert ids(checks.check_static()) == []


def test_another_driver_of_postgresql_is_an_error(monkeypatch):
    assert ids(checks.check_driver()) == []
    monkeypatch.setattr(checks, "find_spec", lambda name: object())
    assert ids(checks.check_driver()) == ["confed.E017"]


def test_redis_that_does_not_answer_is_an_error(settings):
    settings.REDIS_URL = ""
    assert ids(checks.check_redis()) == []
    settings.REDIS_URL = f"redis://127.0.0.1:{free_port()}/0"
    assert ids(checks.check_redis()) == ["confed.E018"]


@pytest.mark.services
def test_redis_that_keeps_no_file_or_evicts_is_an_error(settings, redis_url):
    settings.REDIS_URL = redis_url
    assert ids(checks.check_redis()) == ["confed.E020"]
    with Redis.from_url(redis_url) as client:
        client.config_set("maxmemory-policy", "allkeys-lru")
        try:
            assert ids(checks.check_redis()) == ["confed.E019", "confed.E020"]
        finally:
            client.config_set("maxmemory-policy", "noeviction")

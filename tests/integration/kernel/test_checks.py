"""`check --deploy` refuses what leans on the embedded default or opens the house."""

import pytest
from django.db import connection

from confed.kernel import checks

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


def test_urn_key_of_one_machine_is_an_error_where_the_database_is_shared(settings):
    settings.EMBEDDED_DATABASE, settings.URN_KEY_GIVEN = True, False
    assert ids(checks.check_urn_key()) == []
    settings.EMBEDDED_DATABASE = False
    assert ids(checks.check_urn_key()) == ["confed.E009"]
    settings.URN_KEY_GIVEN = True
    assert ids(checks.check_urn_key()) == []

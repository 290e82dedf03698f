"""Slips let in once; logins carry a mail once."""

from datetime import UTC, datetime, timedelta

import pytest

from confed.kernel import clock
from confed.kernel.access import issue_code, peek_code, redeem_code
from confed.kernel.errors import BadInput, NotAllowed, NotThere, RuleStops
from confed.kernel.models import AccessCode, Person
from confed.kernel.person import Machine, change_settings, register_person
from tests.integration.kernel.acts import TESTER

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_noon():
    clock.set_clock(NOON)
    yield
    clock.set_clock(None)


@pytest.fixture
def rojda() -> Person:
    return register_person(actor=TESTER, name="Rojda", mail="Rojda@Example.org")


def test_register_person_keeps_the_mail_in_small_letters(rojda: Person):
    assert (rojda.mail, rojda.key) == ("rojda@example.org", f"person:{rojda.code}")


@pytest.mark.parametrize("mail", ["rojda@example.org", "ROJDA@example.org "])
def test_register_person_with_a_taken_mail_is_refused(rojda: Person, mail: str):
    with pytest.raises(BadInput, match="already belongs"):
        register_person(actor=TESTER, name="Another", mail=mail)
    assert Person.objects.count() == 1


def test_register_person_with_a_broken_mail_is_refused():
    with pytest.raises(BadInput):
        register_person(actor=TESTER, name="Another", mail="nowhere")


def test_two_people_without_mail_are_two(rojda: Person):
    register_person(actor=TESTER, name="A")
    register_person(actor=TESTER, name="B", mail=" ")
    assert Person.objects.filter(mail=None).count() == 2


def test_change_settings_keeps_language_and_look(rojda: Person):
    change_settings(actor=rojda, language="ku", theme="dark")
    rojda.refresh_from_db()
    assert (rojda.language, rojda.theme) == ("ku", "dark")


def test_change_settings_of_a_machine_is_refused():
    with pytest.raises(NotAllowed):
        change_settings(actor=Machine("x"), language="", theme="")


def test_change_settings_to_an_unknown_look_is_refused(rojda: Person):
    with pytest.raises(BadInput):
        change_settings(actor=rojda, language="", theme="sepia")


def test_slip_lets_in_once_and_only_its_hash_is_kept(rojda: Person):
    token = issue_code(actor=TESTER, person=rojda, use="slip", days=7)
    assert token not in AccessCode.objects.values_list("hash", flat=True)
    assert peek_code(token) == rojda
    assert redeem_code(token=token) == rojda
    assert AccessCode.objects.get().used_at == NOON
    assert peek_code(token) is None
    with pytest.raises(RuleStops, match="already used"):
        redeem_code(token=token)


def test_slip_after_its_days_is_refused(rojda: Person):
    token = issue_code(actor=TESTER, person=rojda, use="slip", days=7)
    clock.set_clock(NOON + timedelta(days=7))
    assert peek_code(token) is None
    with pytest.raises(RuleStops, match="no longer valid"):
        redeem_code(token=token)


def test_slip_of_somebody_who_was_shut_out_is_refused(rojda: Person):
    token = issue_code(actor=TESTER, person=rojda, use="slip", days=7)
    Person.objects.update(is_active=False)
    assert peek_code(token) is None
    with pytest.raises(RuleStops):
        redeem_code(token=token)


def test_unknown_slip_is_refused():
    assert peek_code("nonsense") is None
    with pytest.raises(NotThere):
        redeem_code(token="nonsense")

"""Signing in: a mailed code, a slip, the same answer for everybody, and no way round."""

import re
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from assemblies.models import RollEntry
from confed.kernel.access import issue_code
from confed.kernel.models import AccessCode, Person
from confed.kernel.person import Machine
from tests.integration.mandates_pages.build import TODAY, make_commune

pytestmark = pytest.mark.django_db(transaction=False)


@pytest.fixture(autouse=True)
def _no_limits_left():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def hanna():
    return Person.objects.create(name="Hanna Brook", mail="hanna@example.org")


def on_a_roll(name: str, address: str) -> RollEntry:
    return RollEntry.objects.create(commune=make_commune("Marbrook"), name=name, mail=address, joined_on=TODAY)


def ask(client, address: str):
    return client.post(reverse("sign_in"), {"mail": address})


def mailed_code() -> str:
    found = re.search(r"^\d{6}$", mail.outbox[-1].body, re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found.group(0)


def signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_a_mailed_code_signs_in(client, hanna):
    assert ask(client, "Hanna@Example.org").headers["Location"] == reverse("sign_in_code")
    answer = client.post(reverse("sign_in_code"), {"code": mailed_code()})
    assert answer.headers["Location"] == reverse("now")
    assert signed_in(client)


def test_the_page_that_was_wanted_comes_after_the_code(client, hanna):
    client.post(reverse("sign_in"), {"mail": hanna.mail, "next": "/me/"})
    answer = client.post(reverse("sign_in_code") + "?next=/me/", {"code": mailed_code()})
    assert answer.headers["Location"] == "/me/"


def test_a_foreign_address_is_not_gone_to(client, hanna):
    answer = client.post(reverse("sign_in"), {"mail": hanna.mail, "next": "https://evil.example/"})
    assert answer.headers["Location"] == reverse("sign_in_code")


def test_an_unknown_address_gets_the_same_answer_and_no_code(client, hanna):
    known, unknown = ask(client, hanna.mail), ask(client, "nobody@example.org")
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert not re.search(r"\d{6}", mail.outbox[-1].body)
    pages = [client.get(reverse("sign_in_code")).content]
    ask(client, hanna.mail)
    pages.append(client.get(reverse("sign_in_code")).content)
    masked = [re.sub(rb'nobody@example.org|hanna@example.org|value="[^"]*"', b"", page) for page in pages]
    assert masked[0] == masked[1]


def test_a_mail_on_a_roll_becomes_a_login_and_joins_its_entry(client):
    entry = on_a_roll("Olu Adeyemi", "olu@example.org")
    ask(client, "olu@example.org")
    entry.refresh_from_db()
    assert entry.person is None  # the mail is not proven yet
    client.post(reverse("sign_in_code"), {"code": mailed_code()})
    entry.refresh_from_db()
    assert entry.person == Person.objects.get(mail="olu@example.org")
    assert entry.person.name == "Olu Adeyemi"


def test_an_ended_entry_lets_nobody_in(client):
    entry = on_a_roll("Olu Adeyemi", "olu@example.org")
    RollEntry.objects.filter(pk=entry.pk).update(ended_on=TODAY)
    ask(client, "olu@example.org")
    assert not Person.objects.exists()


def test_three_wrong_codes_end_it(client, hanna):
    ask(client, hanna.mail)
    code = mailed_code()
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    first = client.post(reverse("sign_in_code"), {"code": wrong})
    assert first.status_code == 400
    assert "You can try 2 more times." in first.content.decode()
    assert "You can try 1 more time." in client.post(reverse("sign_in_code"), {"code": wrong}).content.decode()
    assert client.post(reverse("sign_in_code"), {"code": wrong}).headers["Location"].endswith("?ended=tries")
    client.post(reverse("sign_in_code"), {"code": code})
    assert not signed_in(client)


def test_too_many_codes_for_one_address_are_refused_in_words(client, hanna):
    for _ in range(3):
        assert ask(client, hanna.mail).status_code == 302
    answer = ask(client, hanna.mail)
    assert answer.status_code == 429
    assert "Too many tries" in answer.content.decode()
    assert len(mail.outbox) == 3


@pytest.mark.parametrize("fault", [SMTPServerDisconnected("gone"), TimeoutError("5 s"), ConnectionRefusedError()])
def test_a_mail_that_cannot_be_sent_is_said(client, hanna, monkeypatch, fault):
    def fails(*args, **kwargs):
        raise fault

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fails)
    answer = ask(client, hanna.mail)
    assert answer.status_code == 503
    assert "The mail could not be sent just now. Nothing happened." in answer.content.decode()


def test_a_code_can_be_sent_again_and_the_old_one_is_dead(client, hanna):
    ask(client, hanna.mail)
    old = mailed_code()
    client.post(reverse("sign_in_code"), {"action": "resend"})
    new = mailed_code()
    assert len(mail.outbox) == 2
    if old != new:
        client.post(reverse("sign_in_code"), {"code": old})
        assert not signed_in(client)
    client.post(reverse("sign_in_code"), {"code": new})
    assert signed_in(client)


def test_not_an_address_is_said(client):
    answer = ask(client, "hanna")
    assert answer.status_code == 400
    assert "This is not an e-mail address." in answer.content.decode()


def slip(person: Person) -> str:
    token = issue_code(actor=Machine("test"), person=person, use=AccessCode.Use.SLIP, days=1)
    return reverse("sign_in_slip", args=[token])


def test_a_slip_shows_whose_it_is_and_works_once(client, hanna):
    address = slip(hanna)
    assert "This is the slip of Hanna Brook" in client.get(address).content.decode()
    assert not signed_in(client)
    assert client.post(address).headers["Location"] == reverse("now")
    assert signed_in(client)
    client.post(reverse("sign_out"))
    assert client.post(address).status_code == 409
    assert client.get(address).status_code == 404


def test_a_slip_leads_to_the_page_it_was_given_for_and_to_no_other_house(client, hanna):
    wanted = slip(hanna) + "?next=/mandates/"
    assert 'name="next" value="/mandates/"' in client.get(wanted).content.decode()
    assert client.post(wanted).headers["Location"] == "/mandates/"
    assert client.post(slip(hanna), {"next": "https://elsewhere.example/"}).headers["Location"] == "/"


def test_signing_out_needs_a_post(client, hanna):
    client.force_login(hanna)
    assert client.get(reverse("sign_out")).status_code == 405
    client.post(reverse("sign_out"))
    assert not signed_in(client)


def test_there_is_no_password_and_no_sign_up(client):
    assert reverse("account_signup") == reverse("sign_in")
    for name in ("account_change_password", "account_reset_password", "account_email", "account_set_password"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    client.post(reverse("account_signup"), {"email": "new@example.org", "mail": "new@example.org"})
    assert not Person.objects.exists()

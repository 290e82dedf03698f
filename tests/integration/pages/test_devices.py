"""Sign-ins seen and ended, shared phones, and signing in again."""

import re
import time
from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.test import Client

from assemblies.services.assembly import close_assembly
from confed.kernel import clock
from confed.kernel.access import SIGNED_IN_AT, issue_code
from confed.kernel.models import Person
from confed.kernel.person import Machine
from confed.pages.queries.devices import device_name
from confed.pages.rules import SHARED
from tests.factories.assemblies import make_hall, make_sitting

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36"
LAPTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


@pytest.fixture(autouse=True)
def _no_limits_left():
    cache.clear()
    yield
    cache.clear()
    clock.set_clock(None)


@pytest.fixture
def hanna():
    return Person.objects.create(name="Hanna Brook", mail="hanna@example.org")


def by_slip(person, agent: str = "", **sent) -> Client:
    """A device that signed in with a slip."""
    client = Client(headers={"user-agent": agent})
    token = issue_code(actor=Machine("x"), person=person, use="slip", days=7)
    client.post(f"/in/slip/{token}/", sent)
    return client


def is_in(client) -> bool:
    return client.get("/me/").status_code == 200


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def change(client, **values) -> None:
    session = client.session
    for key, value in values.items():
        session[key] = value
    session.save()


@pytest.mark.parametrize(
    ("agent", "name"),
    [(PHONE, "Chrome on Android"), (LAPTOP, "Firefox on Linux"), ("", "a device that does not say what it is")],
)
def test_a_device_has_a_name(agent, name):
    assert device_name(agent) == name


def test_devices_are_listed_and_one_is_ended(hanna):
    phone, laptop = by_slip(hanna, PHONE), by_slip(hanna, LAPTOP)
    told = text(laptop.get("/me/"))
    assert "Chrome on Android" in told
    assert "Firefox on Linux" in told
    other = UserSession.objects.get(session_key=phone.session.session_key)
    assert laptop.post("/me/devices/", {"device": other.pk})["Location"] == "/me/"
    assert is_in(laptop)
    assert not is_in(phone)


def test_all_others_are_ended_at_once(hanna):
    devices = [by_slip(hanna) for _ in range(3)]
    assert "2 sign-ins ended" in text(devices[0].post("/me/devices/", {"device": "others"}, follow=True))
    assert [is_in(device) for device in devices] == [True, False, False]


def test_nobody_ends_the_sign_in_of_another(hanna):
    mine, theirs = by_slip(hanna), by_slip(Person.objects.create(name="Other", mail="o@example.org"))
    row = UserSession.objects.get(session_key=theirs.session.session_key)
    assert mine.post("/me/devices/", {"device": row.pk}).status_code == 404
    assert mine.post("/me/devices/", {"device": "-1"}).status_code == 400
    assert mine.get("/me/devices/").status_code == 405
    assert is_in(theirs)


def test_no_network_address_is_kept(hanna):
    by_slip(hanna)
    assert list(UserSession.objects.values_list("ip", flat=True)) == ["0.0.0.0"]


def test_a_shared_phone_signs_out_after_five_minutes_of_rest(hanna):
    client = by_slip(hanna, shared="on")
    assert is_in(client)
    assert client.session.get_expiry_age() <= 300
    change(client, **{SHARED: {"seen": time.time() - 200, "sitting": 0}})
    assert is_in(client)
    assert time.time() - client.session[SHARED]["seen"] < 5
    change(client, **{SHARED: {"seen": time.time() - 301, "sitting": 0}})
    assert "this phone is shared" in text(client.get("/in/"))
    assert not is_in(client)


def test_a_page_that_refreshes_itself_is_no_touch(hanna):
    client = by_slip(hanna, shared="on")
    seen = time.time() - 200
    change(client, **{SHARED: {"seen": seen, "sitting": 0}})
    client.get("/me/", headers={"X-Live": "1"})
    assert client.session[SHARED]["seen"] == seen


def test_a_shared_phone_signs_out_when_the_assembly_closes():
    clock.set_clock(datetime(2026, 5, 1, 18, tzinfo=UTC))
    hall = make_hall(6)
    sitting = make_sitting(hall)
    client = by_slip(hall.tellers[0], shared="on")
    own = by_slip(hall.tellers[0])
    assert client.session[SHARED]["sitting"] == sitting.pk
    close_assembly(actor=hall.facilitator, assembly=sitting)
    assert not is_in(client)
    assert is_in(own)


def test_the_box_is_remembered_from_the_mail_to_the_code(hanna):
    client = Client()
    client.post("/in/", {"mail": hanna.mail, "shared": "on"})
    client.post("/in/code/", {"code": re.search(r"^\d{6}$", mail.outbox[-1].body, re.M).group(0)})
    assert client.session[SHARED]["sitting"] == 0
    assert client.session.get_expiry_age() <= 300
    Client().post("/in/", {"mail": hanna.mail})
    assert SHARED not in by_slip(hanna).session


def test_signing_in_again_by_a_code_leads_back(hanna):
    client = by_slip(hanna)
    assert client.get("/in/again/?next=/me/passkeys/")["Location"] == "/me/passkeys/"
    change(client, **{SIGNED_IN_AT: time.time() - 3600})
    asked = client.get("/me/passkeys/")
    assert asked["Location"] == "/in/again/?next=%2Fme%2Fpasskeys%2F"
    page = client.get(asked["Location"])
    assert "hanna@example.org" in text(page)
    answer = client.post(asked["Location"], {"next": "/me/passkeys/"})
    assert answer["Location"] == "/in/code/?next=%2Fme%2Fpasskeys%2F"
    answer = client.post(
        answer["Location"], {"code": re.search(r"^\d{6}$", mail.outbox[-1].body, re.M).group(0)}, follow=True
    )
    assert answer.redirect_chain[-1][0] == "/me/passkeys/"
    assert answer.status_code == 200


def test_an_authenticator_is_never_a_second_lock(hanna):
    Authenticator.objects.create(user=hanna, type="webauthn", data={"name": "x", "credential": {}})
    client = Client()
    client.post("/in/", {"mail": hanna.mail})
    answer = client.post("/in/code/", {"code": re.search(r"^\d{6}$", mail.outbox[-1].body, re.M).group(0)})
    assert answer["Location"] == "/"
    assert is_in(client)


@pytest.mark.parametrize("sent", ["", "{}", "[]", "null", '{"id": 1, "response": 7}', "x" * 2000])
def test_what_is_no_passkey_is_refused_with_its_sentence(hanna, sent):
    client = by_slip(hanna)
    client.get("/me/passkeys/", headers={"Accept": "application/json"})
    answer = client.post("/me/passkeys/", {"act": "add", "credential": sent})
    assert answer.status_code == 400
    assert "The passkey was not kept" in text(answer)
    stranger = Client()
    stranger.get("/in/passkey/", headers={"X-Requested-With": "XMLHttpRequest"})
    assert stranger.post("/in/passkey/", {"credential": sent})["Location"] == "/in/?ended=passkey"
    assert not is_in(stranger)
    assert not Authenticator.objects.exists()


def test_text_size_is_kept_and_shown(hanna):
    client = by_slip(hanna)
    client.post("/me/", {"text_size": "large", "theme": "", "language": ""})
    assert 'data-text="large"' in client.get("/me/").content.decode()
    assert client.post("/me/", {"text_size": "huge"}).status_code == 200
    hanna.refresh_from_db()
    assert hanna.text_size == "large"

"""The frame of every page, the person's own settings, and what stands there when something does not work."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client, RequestFactory
from django.urls import reverse

from assemblies.models import RollEntry
from confed.kernel.errors import BadInput, IllegalStep, NotAllowed, NotThere, RuleStops
from confed.kernel.models import Person
from confed.pages.middleware import RefusalMiddleware
from confed.pages.views import refusals
from tests.integration.mandates_pages.build import TODAY, make_commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def hanna():
    person = Person.objects.create(name="Hanna Brook", mail="hanna@example.org")
    commune = make_commune("Marbrook", parent=make_commune("Confederation of the Avelle", slug="avelle"))
    RollEntry.objects.create(commune=commune, person=person, name=person.name, joined_on=TODAY)
    return person


def test_the_frame_names_place_commune_and_person_and_where_one_is(client, hanna):
    client.force_login(hanna)
    html = client.get(reverse("register")).content.decode()
    assert 'lang="en" dir="ltr"' in html
    assert "Confederation of the Avelle" in html
    assert f'<a href="{reverse("commune", args=["marbrook"])}">Marbrook</a>' in html
    assert f'<a href="{reverse("register")}" aria-current="page">Decisions</a>' in html
    assert ">Hanna</a>" in html
    assert html.count('role="status"') == 1
    assert "<style" not in html
    assert "style=" not in html


def test_settings_are_kept_and_shown(client, hanna):
    client.force_login(hanna)
    assert client.post(reverse("me"), {"theme": "contrast", "language": "en"}).status_code == 302
    hanna.refresh_from_db()
    assert (hanna.theme, hanna.language) == ("contrast", "en")
    html = client.get(reverse("me")).content.decode()
    assert 'data-theme="contrast"' in html
    assert "Marbrook" in html


def test_an_unknown_theme_changes_nothing(client, hanna):
    client.force_login(hanna)
    assert client.post(reverse("me"), {"theme": "pink"}).status_code == 200
    hanna.refresh_from_db()
    assert hanna.theme == ""


def test_me_asks_to_sign_in(client):
    assert client.get(reverse("me")).headers["Location"] == f"{reverse('sign_in')}?next=/me/"


@pytest.mark.parametrize("page", ["now", "me", "register"])
def test_every_page_signed_in_takes_at_most_fifteen_queries(client, hanna, page, django_assert_max_num_queries):
    client.force_login(hanna)
    with django_assert_max_num_queries(15):
        assert client.get(reverse(page)).status_code == 200


@pytest.mark.parametrize(
    ("error", "status", "heading"),
    [
        (NotAllowed("You do not speak for a commune here."), 403, "It is not yours to do"),
        (NotThere("No such decision."), 404, "No such page"),
        (
            RuleStops("You cannot open this vote yet.", "51 are here.", "Go on talking.", "Rule 6"),
            409,
            "A rule stops it",
        ),
        (IllegalStep("It is closed."), 409, "A rule stops it"),
        (BadInput("Not a number."), 400, "It was not sent"),
    ],
)
def test_a_refusal_is_a_page_with_its_sentences(error, status, heading):
    request = RequestFactory().get("/x/")
    request.resolver_match = None
    answer = RefusalMiddleware(lambda _: None).process_exception(request, error)
    html = answer.content.decode()
    assert answer.status_code == status
    assert heading in html
    for sentence in (error.happened, error.safe, error.do, error.rule):
        assert str(sentence) in html


def test_another_error_is_not_hidden():
    assert RefusalMiddleware(lambda _: None).process_exception(RequestFactory().get("/"), ValueError()) is None


def test_an_unknown_address_has_its_page(client):
    answer = client.get("/nothing/here/")
    assert answer.status_code == 404
    assert "There is no page here." in answer.content.decode()


def test_a_form_without_its_seal_is_refused_in_words(hanna):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("sign_in"), {"mail": "hanna@example.org"})
    assert answer.status_code == 403
    assert "Not sent. This page was open for too long." in answer.content.decode()


def test_the_other_handlers_answer_with_their_status():
    request = RequestFactory().get("/x/")
    request.resolver_match = None
    assert refusals.permission_denied(request, PermissionDenied()).status_code == 403
    assert refusals.bad_request(request, SuspiciousOperation()).status_code == 400


def test_our_fault_needs_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = refusals.server_error(RequestFactory().get("/x/"))
    assert answer.status_code == 500
    assert "Something broke here." in answer.content.decode()


def test_nothing_foreign_runs(client):
    policy = client.get(reverse("sign_in")).headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy

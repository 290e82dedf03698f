"""Founding: only an empty place, whole or not at all."""

import pytest
from django.urls import reverse

from assemblies.models import Assembly, Charter, Commune, Role
from confed.kernel.models import Person

pytestmark = pytest.mark.django_db
FIVE = {
    "begins": "commune",
    "name": "Marbrook",
    "belonging": "Who lives between the ferry and the mill",
    "zone": "Europe/Paris",
    "person_name": "Hanna Brook",
    "mail": "hanna@example.org",
    "template": "assembly-of-assemblies",
}


def test_five_fields_found_a_commune_and_sign_its_founder_in(client):
    assert client.get(reverse("founding")).status_code == 200
    answer = client.post(reverse("founding"), FIVE)
    assert answer.headers["Location"] == reverse("commune", args=["marbrook"])
    commune = Commune.objects.get()
    assert (commune.zone, commune.belonging) == ("Europe/Paris", FIVE["belonging"])
    assert Charter.objects.get(commune=commune).template == "assembly-of-assemblies"
    founder = Person.objects.get()
    assert client.session["_auth_user_id"] == str(founder.pk)
    assert Role.objects.get(person=founder).kind == "secretary"


def test_the_first_meeting_is_planned_on_the_clock_of_the_place(client):
    client.post(reverse("founding"), {**FIVE, "day": "2027-07-01", "hour": "19:00", "place": "Tannery Hall"})
    planned = Assembly.objects.get()
    assert (planned.planned_at.isoformat(), planned.place) == ("2027-07-01T17:00:00+00:00", "Tannery Hall")


@pytest.mark.parametrize(("begins", "says"), [("commune", "write the roll"), ("confederation", "found its communes")])
def test_what_comes_next_is_said(client, begins, says):
    answer = client.post(reverse("founding"), {**FIVE, "begins": begins}, follow=True)
    assert says in answer.content.decode()


def test_a_second_founding_is_refused(client):
    client.post(reverse("founding"), FIVE)
    answer = client.post(reverse("founding"), {**FIVE, "name": "Other", "mail": "other@example.org"})
    assert answer.status_code == 403
    assert "Somebody began here already." in answer.content.decode()
    assert Commune.objects.get().name == "Marbrook"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Write what it is called."),
        ({"mail": "hanna"}, "This is not an e-mail address."),
        ({"mail": ""}, "Write your e-mail address."),
        ({"zone": "Mars/Base"}, "Select a valid choice."),
        ({"template": "none"}, "Select a valid choice."),
        ({"begins": "party"}, "Select a valid choice."),
        ({"day": "2027-07-01"}, "Write the time too."),
        ({"hour": "19:00"}, "Write the day too."),
    ],
)
def test_a_wrong_field_is_said_beside_it_and_nothing_is_written(client, wrong, sentence):
    answer = client.post(reverse("founding"), {**FIVE, **wrong})
    assert answer.status_code == 400
    html = answer.content.decode()
    assert sentence in html
    assert not Commune.objects.exists()
    assert not Person.objects.exists()

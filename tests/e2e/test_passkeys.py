"""A passkey made, used and removed with Chromium's own virtual authenticator, under the real content policy."""

import pytest

from tests.support.browser import VIEWS, axe, follow, no_sideways_scroll, open_page, running_house, sign_in

pytestmark = [pytest.mark.browser]
MAKE = """
from assemblies.services.commune import found_instance
found_instance(person_name="Hanna Brook", mail="hanna@example.org", name="Marbrook", template="avelle")
"""
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with running_house(tmp_path_factory.mktemp("house")) as house:
        house.run(MAKE)
        yield house


@pytest.fixture(scope="module")
def signed_in(house, browser):
    """The cookies of somebody who signed in."""
    page = open_page(browser, house)
    sign_in(page, house, "hanna@example.org")
    cookies = page.context.cookies()
    page.context.close()
    return cookies


def test_a_passkey_is_made_used_and_removed(house, browser):
    page = open_page(browser, house, width=390, audited=False)
    faults: list[str] = []
    page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})["authenticatorId"]

    sign_in(page, house, "hanna@example.org")
    page.goto("/me/passkeys/")
    page.get_by_label("What do you call this device?").fill("Hanna’s phone")
    follow(page.get_by_role("button", name="Add a passkey"))
    page.get_by_text("From now on this device signs you in").wait_for()
    assert page.get_by_text("Hanna’s phone", exact=True).is_visible()

    page.goto("/me/")
    follow(page.get_by_role("button", name="Sign out here"))
    page.goto("/in/?next=/me/")
    follow(page.get_by_role("button", name="Sign in with a passkey"))
    page.wait_for_url(house.url + "/me/")
    assert page.get_by_role("heading", name="Hanna Brook").is_visible()

    page.goto("/me/passkeys/")
    follow(page.get_by_role("button", name="Remove"))
    page.get_by_text("no longer signs you in").wait_for()
    page.goto("/me/")
    follow(page.get_by_role("button", name="Sign out here"))
    page.goto("/in/")
    follow(page.get_by_role("button", name="Sign in with a passkey"))
    page.get_by_text("That passkey does not work here.").wait_for()

    devtools.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": device})
    assert faults == []
    page.context.close()


def test_without_javascript_the_code_stays_the_way_in(house, browser, signed_in):
    page = open_page(browser, house, width=390, javascript=False)
    page.goto("/in/")
    assert not page.get_by_role("button", name="Sign in with a passkey").is_visible()
    assert page.get_by_role("button", name="Send me a code").is_visible()
    assert page.get_by_text("This is not my phone").is_visible()
    page.context.add_cookies(signed_in)
    page.goto("/me/passkeys/")
    assert not page.get_by_role("button", name="Add a passkey").is_visible()
    assert page.get_by_text("Passkeys need JavaScript").is_visible()
    page.context.close()


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_pages_of_rights_and_sign_in_are_without_fault(house, browser, signed_in, view):
    page = open_page(browser, house, **view)
    page.context.add_cookies(signed_in)
    for address in ("/me/", "/me/passkeys/", "/c/marbrook/roles/"):
        page.goto(address)
        assert axe(page) == [], address
        assert no_sideways_scroll(page), address
    page.context.clear_cookies()
    page.goto("/in/")
    assert axe(page) == []
    assert no_sideways_scroll(page)
    page.context.close()

"""A leader signs in with a passkey: made on the page for it, used instead of the password."""

import re

import pytest
from playwright.sync_api import expect

from tests.flows.devices import DESK, PASSWORD, is_accessible, sign_in

pytestmark = pytest.mark.browser

FINGERPRINT = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_passkey_is_made_and_signs_in(server, browser):
    at_home = f"http://localhost:{server.port}"  # browsers know no passkeys at an address in figures
    context = browser.new_context(base_url=at_home, locale="sv-SE", **DESK)
    desk = context.new_page()
    session = context.new_cdp_session(desk)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": FINGERPRINT})
    sign_in(desk)
    desk.goto("/accounts/2fa/webauthn/add/")
    desk.fill("[name=password]", PASSWORD)  # asks once more who it is
    desk.keyboard.press("Enter")
    expect(desk.get_by_label("Passkeyns namn")).to_be_visible()
    expect(desk.get_by_label("Logga in med den i stället för lösenordet")).to_be_checked()
    is_accessible(desk, "adding a passkey")
    desk.get_by_label("Passkeyns namn").fill("Jobbmobilen")
    desk.get_by_role("button", name="Lägg till").click()
    desk.wait_for_url("**/recovery-codes/")
    desk.goto("/accounts/2fa/webauthn/")
    expect(desk.locator("strong", has_text="Jobbmobilen")).to_be_visible()
    expect(desk.get_by_text("inte använd än")).to_be_visible()
    is_accessible(desk, "the passkeys")

    context.clear_cookies()
    desk.goto("/accounts/login/")
    desk.get_by_role("button", name="Logga in med passkey").click()
    desk.wait_for_url(re.compile("/workshops/$"))


@pytest.mark.parametrize(
    ("happens", "says"),
    [
        ("NotAllowedError", "avbröts"),  # cancelled, too late, or no such key: browsers do not tell which
        ("InvalidStateError", "redan"),
        ("SecurityError", "Ladda om sidan"),
    ],
)
def test_a_passkey_that_fails_says_what_to_do(server, browser, happens, says):
    desk = browser.new_context(base_url=f"http://localhost:{server.port}", locale="sv-SE", **DESK).new_page()
    desk.add_init_script(f"navigator.credentials.get = async () => {{ throw new DOMException('no', '{happens}') }}")
    desk.goto("/accounts/login/")
    for _ in range(2):
        desk.get_by_role("button", name="Logga in med passkey").click()
        expect(desk.get_by_role("alert")).to_contain_text(says)
    expect(desk.get_by_role("alert")).to_contain_text("lösenordet" if happens != "InvalidStateError" else "enhet")
    is_accessible(desk, "a passkey that failed")

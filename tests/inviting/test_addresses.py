"""Addresses are pasted as people have them, and what is wrong is told before anything is kept."""

import pytest

from digibarometer.inviting.invitation_email import parse_addresses


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("anna@ek.se\nbo@ek.se", ["anna@ek.se", "bo@ek.se"]),
        ("Anna Ek <anna@ek.se>; Bo Ek <bo@ek.se>;", ["anna@ek.se", "bo@ek.se"]),
        ("Ek, Anna <anna@ek.se>; 'Ek, Bo' <bo@ek.se>", ["anna@ek.se", "bo@ek.se"]),
        ('"anna@ek.se" <anna@ek.se>', ["anna@ek.se"]),
        ("Anna Ek <anna@ek.se>, Bo Ek <bo@ek.se>", ["anna@ek.se", "bo@ek.se"]),
        ("anna@ek.se, bo@ek.se cilla@ek.se", ["anna@ek.se", "bo@ek.se", "cilla@ek.se"]),
        ("anna@ek.se\nANNA@ek.se\n Anna@EK.se ", ["anna@ek.se"]),
        ("mailto:anna@ek.se", ["anna@ek.se"]),
        ("", []),
        (" ;\n; ,", []),
    ],
)
def test_addresses_are_read_as_outlook_lists_and_people_write_them(text, good):
    assert parse_addresses(text) == (good, [])


@pytest.mark.parametrize("wrong", ["anna", "anna@", "@ek.se", "anna@ek", "anna@@ek.se", "anna@ek.se@bo.se"])
def test_what_is_no_address_is_named(wrong):
    found = parse_addresses(f"bo@ek.se; {wrong}")
    assert found.good == ["bo@ek.se"] and len(found.bad) == 1


def test_a_line_break_in_an_address_makes_no_header():
    found = parse_addresses("anna@ek.se\r\nBcc: alla@ek.se")
    assert found.good == ["anna@ek.se", "alla@ek.se"] and found.bad == ["bcc"]
    assert not any("\n" in word or "\r" in word for word in [*found.good, *found.bad])

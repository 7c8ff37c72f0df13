"""The comparison and the receipt as pages: who sees them, what they hold, and that a leader can change the words."""

import shutil
import subprocess
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from digibarometer.accounts.models import Membership, User
from digibarometer.live import api
from digibarometer.results.receipt.models import ReceiptEdit

pytestmark = pytest.mark.django_db


class Now:
    """Stands in for the live room: what is to be done is done at once."""

    def apply_change(self, change):
        return change([])


@pytest.fixture(autouse=True)
def at_once():
    engine: Any = Now()
    api.set_engine(engine)
    with translation.override("en"):
        yield
    api.set_engine(None)


def lower(role, question, place):
    return (1, 2, 2, 3)[(place + question.order) % 4]


@pytest.fixture
def rounds():
    from tests.results import rounds_of_a_room

    levels = ([2, 3, 2], [3, 2, 2], [3, 3, 2])
    return [
        rounds_of_a_room.held(year, level, lower, targets={0: 3})
        for year, level in zip((2018, 2021, 2024), levels, strict=True)
    ]


@pytest.fixture
def eva(rounds):
    user = User.objects.create_user("eva@example.se", name="Eva")
    Membership.objects.create(user=user, municipality=rounds[0].workshop.municipality)
    client = Client(headers={"accept-language": "en"})
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_from_a_rounds_own_result_it_is_compared_with_the_one_before_it(eva, rounds):
    said = eva.get(f"/w/{rounds[1].pk}/comparison/").content.decode()
    assert "What has become of 2018 in 2021" in said
    first = eva.get(f"/w/{rounds[0].pk}/comparison/").content.decode()
    assert "What has become of 2018 in 2021" in first  # nothing came before it


def test_from_the_start_the_latest_two_rounds_are_compared_and_any_can_be_chosen(eva, rounds):
    page = f"/w/{rounds[-1].pk}/comparison/"
    latest = eva.get(page).content.decode()
    assert "What has become of 2021 in 2024" in latest
    chosen = eva.get(page, {"round": [rounds[0].pk, rounds[1].pk, rounds[2].pk]}).content.decode()
    assert "What has become of 2018 in 2024" in chosen and '<th scope="col" class="n">2021</th>' in chosen
    assert "Choose at least two rounds" in eva.get(page, {"round": [rounds[0].pk]}).content.decode()
    assert "Choose at least two rounds" in eva.get(page, {"round": ["-1", "nonsense"]}).content.decode()


def test_every_picture_has_its_table_beside_it(eva, rounds):
    said = eva.get(f"/w/{rounds[-1].pk}/comparison/").content.decode()
    assert said.count('class="picture" role="img"') >= 6
    assert said.count("<table") >= 6 and "cannot be told from chance" in said


def test_six_rounds_ask_no_more_often_than_three(eva, rounds, monkeypatch):
    from tests.results import rounds_of_a_room

    page, counts = f"/w/{rounds[-1].pk}/comparison/", []
    for more in ((), (2012, 2014, 2016)):
        for year in more:
            rounds_of_a_room.held(year, [2], lower)
        everyone = eva.get(page).context["rounds"]
        with CaptureQueriesContext(connection) as asked:
            eva.get(page, {"round": [one.workshop.pk for one in everyone]})
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_people_of_another_municipality_see_neither(rounds):
    client = Client()
    client.force_login(
        User.objects.create_user("dag@example.se"), "allauth.account.auth_backends.AuthenticationBackend"
    )
    for page in ("comparison", "receipt"):
        assert client.get(f"/w/{rounds[-1].pk}/{page}/").status_code == 404
        assert Client().get(f"/w/{rounds[-1].pk}/{page}/").status_code == 302


def test_the_receipt_is_read_by_the_shared_link_and_changed_only_by_those_who_lead(eva, rounds):
    latest = rounds[-1].workshop
    shared, own = f"/r/{latest.result_secret}/receipt/", f"/w/{latest.pk}/receipt/"
    assert "<textarea" not in Client().get(shared).content.decode()
    eva.post(own, {"part": "stated", "text": "We moved <b>together</b>."})
    told = Client(headers={"accept-language": "en"}).get(shared).content.decode()
    assert "We moved &lt;b&gt;together&lt;/b&gt;." in told and "Eva" not in told
    mine = eva.get(own).content.decode()
    assert "Changed by Eva" in mine and "Written from the figures:" in mine
    eva.post(own, {"part": "stated", "text": "We moved.", "as_written": "1"})
    assert "We moved" not in Client(headers={"accept-language": "en"}).get(shared).content.decode()
    assert ReceiptEdit.objects.count() == 2


def test_a_part_that_is_not_there_and_too_long_a_text_change_nothing(eva, rounds):
    own = f"/w/{rounds[-1].pk}/receipt/"
    assert "no longer there" in eva.post(own, {"part": "nonsense", "text": "A"}, follow=True).content.decode()
    assert "too long" in eva.post(own, {"part": "stated", "text": "A" * 4_000}, follow=True).content.decode()
    assert not ReceiptEdit.objects.exists()


def test_the_first_round_has_no_receipt(rounds):
    assert Client().get(f"/r/{rounds[0].workshop.result_secret}/receipt/").status_code == 404
    assert Client().get(f"/r/{rounds[0].workshop.result_secret}/receipt.pdf").status_code == 404


def test_the_receipt_fits_one_sheet_and_says_the_same_as_the_page(rounds, tmp_path):
    latest = rounds[-1].workshop
    client = Client(headers={"accept-language": "en"})
    page = client.get(f"/r/{latest.result_secret}/receipt/")
    answer = client.get(f"/r/{latest.result_secret}/receipt.pdf")
    assert answer["Content-Type"] == "application/pdf"
    file = tmp_path / "receipt.pdf"
    file.write_bytes(answer.content)
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler is not installed")
    told = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    assert "Pages:           1" in told and "Tagged:          yes" in told
    words = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    for part in page.context["parts"]:
        assert part.title in words


def test_the_result_page_leads_to_both(eva, rounds):
    said = eva.get(f"/w/{rounds[-1].pk}/result/").content.decode()
    assert f"/w/{rounds[-1].pk}/receipt/" in said and f"/w/{rounds[-1].pk}/comparison/" in said
    shared = Client().get(f"/r/{rounds[-1].workshop.result_secret}/").content.decode()
    assert "/comparison/" not in shared and f"/r/{rounds[-1].workshop.result_secret}/receipt/" in shared

"""The 290 municipalities and 21 counties, and how one is found."""

import csv
import hashlib

import pytest

from digibarometer.content import COUNTIES, MUNICIPALITIES
from digibarometer.places.collation import search_key, sort_key
from digibarometer.places.importer import load_places
from digibarometer.places.models import County, Municipality

# SHA-256 of the sorted codes joined with commas, equal in two independent lists
CODES = "677d229db332ee55f3fadabf0ada0867322832237f785664f07c7162191ee7e1"


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_there_are_290_municipalities_with_the_official_codes():
    codes = sorted(row["code"] for row in rows(MUNICIPALITIES))
    assert len(set(codes)) == 290
    assert hashlib.sha256(",".join(codes).encode()).hexdigest() == CODES


def test_there_are_21_counties_and_each_municipality_is_in_the_one_that_its_code_says():
    counties = {row["code"] for row in rows(COUNTIES)}
    assert len(counties) == 21
    assert {row["county"] for row in rows(MUNICIPALITIES)} == counties
    assert all(row["county"] == row["code"][:2] for row in rows(MUNICIPALITIES))


def test_no_two_municipalities_share_a_name():
    assert len({row["name"] for row in rows(MUNICIPALITIES)}) == 290


def test_swedish_letters_come_last():
    names = ["Örebro", "Ånge", "Älmhult", "Zinkgruvan", "Åre", "Arboga", "Upplands Väsby", "Upplands-Bro"]
    assert sorted(names, key=sort_key) == [
        "Arboga",
        "Upplands-Bro",
        "Upplands Väsby",
        "Zinkgruvan",
        "Ånge",
        "Åre",
        "Älmhult",
        "Örebro",
    ]


def test_careless_typing_folds_to_the_same_letters():
    assert search_key("Malung-Sälen") == search_key("malung salen") == search_key("MALUNG  Sälen!") == "malungsalen"
    assert search_key("Malmø") == "malmo"


@pytest.fixture
def places(db):
    load_places()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Goteborg", "Göteborg"),
        ("göteborgs stad", "Göteborg"),
        ("Malung Sälen", "Malung-Sälen"),
        ("orebro", "Örebro"),
        ("Örebro kommun", "Örebro"),
        ("Salems kommun", "Salem"),
        ("Region Gotland", "Gotland"),
        ("Falu kommun", "Falun"),
        ("  UPPLANDS BRO ", "Upplands-Bro"),
        ("1480", "Göteborg"),
        ("0128", "Salem"),
        ("Hab", "Habo"),
        ("Lund", "Lund"),
    ],
)
def test_a_municipality_is_found_by_what_people_type(places, typed, found):
    assert Municipality.objects.find(typed)[0].name == found


def test_names_that_begin_so_come_before_names_that_contain_it(places):
    names = [municipality.name for municipality in Municipality.objects.find("koping")]
    assert names[0] == "Köping"
    assert {"Linköping", "Jönköping", "Nyköping"} <= set(names)


def test_nothing_typed_finds_all_in_swedish_order(places):
    everyone = Municipality.objects.find("  ")
    assert len(everyone) == 290
    assert (everyone[0].name, everyone[-1].name) == ("Ale", "Övertorneå")
    assert everyone == Municipality.objects.in_order()


def test_nonsense_finds_none(places):
    assert Municipality.objects.find("xyzzy") == []


def test_finding_is_one_query(places, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [place.county.name for place in Municipality.objects.find("Goteborg")] == ["Västra Götalands län"]


def test_loading_twice_changes_nothing_and_mends_what_was_changed(places):
    Municipality.objects.filter(code="1880").update(name="Orebro")
    Municipality.objects.create(code="9999", name="Exempelby", county=_example_county(), is_example=True)
    load_places()
    assert Municipality.objects.get(code="1880").name == "Örebro"
    assert Municipality.objects.get(code="9999").is_example
    assert (County.objects.count(), Municipality.objects.count()) == (22, 291)


def test_the_long_name_is_only_what_we_know(places):
    assert Municipality.objects.get(code="0980").long_name == "Region Gotland"
    assert Municipality.objects.get(code="0114").long_name == "Upplands Väsby"
    assert str(Municipality.objects.get(code="1280")) == "Malmö"


def _example_county():
    return County.objects.create(code="99", name="Exempellän")

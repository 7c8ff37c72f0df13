"""Eva leads in Salem, Bo looks after Salem, Dag is of another municipality and sees nothing of it."""

import pytest
from django.db import transaction
from django.test import Client

from digibarometer.accounts.models import Membership, User
from digibarometer.places.importer import load_places
from digibarometer.places.models import Municipality
from digibarometer.questions.agenda_templates.schema import find_template
from digibarometer.questions.question_sets.importer import load_shipped
from digibarometer.workshops.factory import create_workshop

SALEM, OTHER = "0128", "0114"


@pytest.fixture(scope="module")
def what_ships(django_db_setup, django_db_blocker):
    """Read in once for a file; what a test does with it is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_places()
        load_shipped()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def content(what_ships, db):
    """Places, question sets, agendas and cards, as a server has them from its first start."""


def member(email, code, is_administrator=False):
    user = User.objects.create_user(email, None)
    municipality = Municipality.objects.get(pk=code)
    Membership.objects.create(user=user, municipality=municipality, is_administrator=is_administrator)
    return user


@pytest.fixture
def eva(content):
    return member("eva@salem.se", SALEM)


@pytest.fixture
def bo(content):
    return member("bo@salem.se", SALEM, is_administrator=True)


@pytest.fixture
def dag(content):
    return member("dag@other.se", OTHER, is_administrator=True)


@pytest.fixture
def signed_in():
    def client_of(user):
        client = Client()
        client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
        return client

    return client_of


@pytest.fixture
def question_set(content):
    from digibarometer.questions.models import QuestionSet

    return QuestionSet.objects.latest("pk")


@pytest.fixture
def workshop(eva, question_set):
    return create_workshop(
        Municipality.objects.get(pk=SALEM), "Salem 2027", question_set, find_template("tva-tillfallen"), eva
    )


@pytest.fixture
def said():
    """The sentences that a page shows, also after it has sent one on."""

    def sentences(response):
        return [str(message) for message in response.context["messages"]]

    return sentences

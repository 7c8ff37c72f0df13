"""The pages before and around a workshop."""

from django.urls import path

from digibarometer.planning import (
    ahead,
    closing,
    invitation,
    municipality,
    new,
    overview,
    own_data,
    people,
    plan,
    roomtest,
)

app_name = "planning"
urlpatterns = [
    path("workshops/", overview.workshops, name="workshops"),
    path("workshops/new/", new.new, name="new"),
    path("w/<int:workshop>/plan/", plan.plan, name="plan"),
    path("w/<int:workshop>/ahead/", ahead.ahead, name="ahead"),
    path("w/<int:workshop>/people/", people.people, name="people"),
    path("w/<int:workshop>/people/<int:person>/", people.person, name="person"),
    path("w/<int:workshop>/people/leading/<int:leading>/stop/", people.stop_leading, name="stop_leading"),
    path("w/<int:workshop>/close/", closing.close, name="close"),
    path("municipality/<str:code>/", municipality.municipality, name="municipality"),
    path("municipality/<str:code>/member/<int:membership>/", municipality.member, name="member"),
    path("municipality/<str:code>/invitation/<int:invitation>/", municipality.take_back, name="take_back"),
    path("municipality/<str:code>/export/", own_data.export, name="export"),
    path("municipality/<str:code>/delete/", own_data.delete_all, name="delete_all"),
    path("municipality/<str:code>/delete/<int:workshop>/", own_data.delete_workshop, name="delete_workshop"),
    path("municipalities/", municipality.municipalities, name="municipalities"),
    path("invitation/<str:secret>/", invitation.invitation, name="invitation"),
    path("test-room/", roomtest.test_room, name="test_room"),
]

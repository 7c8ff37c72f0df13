"""The pages of the workshop while it goes on, and the way in."""

from django.urls import path

from digibarometer.screens import joining, live, pages

app_name = "screens"
urlpatterns = [
    path("", joining.start, name="start"),
    path("j/<str:code>/", joining.join_page, name="join"),
    path("w/<int:workshop>/", live.live, {"kind": "phone"}, name="phone"),
    path("w/<int:workshop>/desk/", live.live, {"kind": "desk"}, name="desk"),
    path("w/<int:workshop>/board/", live.live, {"kind": "board"}, name="board"),
    path("w/<int:workshop>/table/", live.live, {"kind": "table"}, name="table"),
    path("w/<int:workshop>/table/<int:group>/<str:secret>/", live.table, name="sit_at_table"),
    path("w/<int:workshop>/back/<int:person>/<str:secret>/", joining.back, name="back"),
    path("health/", pages.health, name="health"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
]

"""The pages of the workshop while it goes on, and the way in."""

from django.urls import path

from digibarometer.screens import joining, live, pages, seat_transfer
from digibarometer.screens.paper import pages as paper

app_name = "screens"
urlpatterns = [
    path("", joining.start, name="start"),
    path("w/<int:workshop>/paper/", paper.paper, name="paper"),
    path("w/<int:workshop>/paper/<int:group>/<int:area>/", paper.sheet, name="paper_sheet"),
    path("w/<int:workshop>/paper/notes/<int:group>/<int:step>/", paper.notes, name="paper_notes"),
    path("w/<int:workshop>/paper/card/<int:person>/<int:area>/", paper.card, name="paper_card"),
    path("j/<str:code>/", joining.join_page, name="join"),
    path("w/<int:workshop>/", live.live, {"kind": "phone"}, name="phone"),
    path("w/<int:workshop>/desk/", live.live, {"kind": "desk"}, name="desk"),
    path("w/<int:workshop>/board/", live.live, {"kind": "board"}, name="board"),
    path("w/<int:workshop>/table/", live.live, {"kind": "table"}, name="table"),
    path("w/<int:workshop>/table/<int:group>/<str:secret>/", live.table, name="sit_at_table"),
    path("w/<int:workshop>/move/", seat_transfer.old_phone, name="move"),
    path("w/<int:workshop>/back/<int:transfer>/<str:secret>/", seat_transfer.new_phone, name="back"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
]

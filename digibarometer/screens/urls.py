"""The pages of the workshop while it goes on, and the way in."""

from django.urls import path

from digibarometer.screens import join_views, live_views, seat_transfer_views
from digibarometer.screens.paper import views as paper

app_name = "screens"
urlpatterns = [
    path("", join_views.start_page, name="start"),
    path("w/<int:workshop>/paper/", paper.paper, name="paper"),
    path("w/<int:workshop>/paper/<int:group>/<int:area>/", paper.sheet, name="paper_sheet"),
    path("w/<int:workshop>/paper/notes/<int:group>/<int:step>/", paper.notes, name="paper_notes"),
    path("w/<int:workshop>/paper/card/<int:person>/<int:area>/", paper.card, name="paper_card"),
    path("j/<str:code>/", join_views.join_page, name="join"),
    path("w/<int:workshop>/", live_views.live, {"kind": "phone"}, name="phone"),
    path("w/<int:workshop>/desk/", live_views.live, {"kind": "desk"}, name="desk"),
    path("w/<int:workshop>/board/", live_views.live, {"kind": "board"}, name="board"),
    path("w/<int:workshop>/table/", live_views.live, {"kind": "table"}, name="table"),
    path("w/<int:workshop>/table/<int:group>/<str:secret>/", live_views.table, name="sit_at_table"),
    path("w/<int:workshop>/move/", seat_transfer_views.old_phone, name="move"),
    *[path(f"w/<int:workshop>/move/{address}", view, name=name) for address, view, name in seat_transfer_views.BUTTONS],
    path("w/<int:workshop>/back/<int:transfer>/<str:secret>/", seat_transfer_views.new_phone, name="back"),
    path("accessibility/", join_views.accessibility, name="accessibility"),
    path("privacy/", join_views.privacy, name="privacy"),
    path("about/", join_views.about, name="about"),
]

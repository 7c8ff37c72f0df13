"""The demo's own page."""

from django.urls import path

from digibarometer.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.demo, name="demo"),
    path("eva/", views.as_eva, name="as_eva"),
    path("go-on/", views.advance, name="go_on"),
]

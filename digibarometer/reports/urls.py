"""The addresses of reports."""

from django.urls import path

from digibarometer.reports import views

app_name = "reports"
urlpatterns = [
    path("w/<int:workshop>/result/", views.result, name="result"),
    path("r/<str:secret>/", views.shared, name="shared"),
    path("r/<str:secret>/report.pdf", views.report, name="report"),
    path("r/<str:secret>/result.json", views.as_json, name="json"),
    path("r/<str:secret>/result.csv", views.as_csv, name="csv"),
]

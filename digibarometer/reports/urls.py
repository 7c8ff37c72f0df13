"""The addresses of reports."""

from django.urls import path

from digibarometer.reports import views
from digibarometer.reports.documents import pages as documents
from digibarometer.reports.documents.share import approving
from digibarometer.reports.plan import files, follow, pages
from digibarometer.reports.rounds import comparison, receipt

app_name = "reports"
urlpatterns = [
    path("w/<int:workshop>/result/", views.result, name="result"),
    path("w/<int:workshop>/comparison/", comparison.comparison, name="comparison"),
    path("w/<int:workshop>/receipt/", receipt.own, name="own_receipt"),
    path("r/<str:secret>/receipt/", receipt.shared, name="receipt"),
    path("r/<str:secret>/receipt.pdf", receipt.as_pdf, name="receipt_pdf"),
    path("w/<int:workshop>/documents/", documents.documents, name="documents"),
    path("w/<int:workshop>/share/", approving.share, name="share"),
    path("w/<int:workshop>/share/file.json", approving.share_file, name="share_file"),
    path("w/<int:workshop>/documents/<int:document>/", documents.document, name="document"),
    path("r/<str:secret>/", views.shared, name="shared"),
    path("r/<str:secret>/report.pdf", views.report, name="report"),
    path("r/<str:secret>/result.json", views.as_json, name="json"),
    path("r/<str:secret>/result.csv", views.as_csv, name="csv"),
    path("r/<str:secret>/tables/<slug:table>.csv", views.table, name="table"),
    path("r/<str:secret>/pictures/<str:picture>", views.picture, name="picture"),
    path("r/<str:secret>/plan.ics", files.shared_calendar, name="plan_ics"),
    path("r/<str:secret>/plan.csv", files.shared_table, name="plan_csv"),
    path("r/<str:secret>/plan.xlsx", files.shared_workbook, name="plan_xlsx"),
    path("w/<int:workshop>/action-plan/", pages.plan, name="plan"),
    path("w/<int:workshop>/action-plan.xlsx", files.own_workbook, name="own_plan_xlsx"),
    path("w/<int:workshop>/action-plan/<int:activity>/", pages.activity, name="activity"),
    path("follow/<str:token>/", follow.follow, name="follow"),
    path("follow/<str:token>/day.ics", follow.calendar, name="follow_ics"),
]

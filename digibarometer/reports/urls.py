"""The addresses of reports."""

from django.urls import path

from digibarometer.reports import round_views, views
from digibarometer.reports.documents import views as documents
from digibarometer.reports.documents.share import views as share_views
from digibarometer.reports.plan import exports, owners
from digibarometer.reports.plan import views as plan_views

app_name = "reports"
urlpatterns = [
    path("w/<int:workshop>/result/", views.result, name="result"),
    path("w/<int:workshop>/comparison/", round_views.comparison, name="comparison"),
    path("w/<int:workshop>/receipt/", round_views.receipt_for_leaders, name="own_receipt"),
    path("r/<str:secret>/receipt/", round_views.shared_receipt, name="receipt"),
    path("r/<str:secret>/receipt.pdf", round_views.receipt_pdf, name="receipt_pdf"),
    path("w/<int:workshop>/documents/", documents.documents, name="documents"),
    path("w/<int:workshop>/share/", share_views.share, name="share"),
    path("w/<int:workshop>/share/take-back/", share_views.take_share_back, name="take_share_back"),
    path("w/<int:workshop>/share/file.json", share_views.share_file, name="share_file"),
    path("w/<int:workshop>/documents/<int:document>/", documents.document, name="document"),
    path("r/<str:secret>/", views.shared, name="shared"),
    path("r/<str:secret>/report.pdf", views.report, name="report"),
    path("r/<str:secret>/result.json", views.as_json, name="json"),
    path("r/<str:secret>/result.csv", views.as_csv, name="csv"),
    path("r/<str:secret>/tables/<slug:table>.csv", views.table, name="table"),
    path("r/<str:secret>/pictures/<str:picture>", views.picture, name="picture"),
    path("r/<str:secret>/plan.ics", exports.shared_calendar, name="plan_ics"),
    path("r/<str:secret>/plan.csv", exports.shared_table, name="plan_csv"),
    path("r/<str:secret>/plan.xlsx", exports.shared_workbook, name="plan_xlsx"),
    path("w/<int:workshop>/action-plan/", plan_views.plan, name="plan"),
    path("w/<int:workshop>/action-plan.xlsx", exports.own_workbook, name="own_plan_xlsx"),
    path("w/<int:workshop>/action-plan/<int:activity>/", plan_views.activity, name="activity"),
    path("follow/<str:token>/", owners.owner_progress_page, name="follow"),
    path("follow/<str:token>/letters/stop/", owners.stop_letters, name="stop_letters"),
    path("follow/<str:token>/day.ics", owners.calendar, name="follow_ics"),
]

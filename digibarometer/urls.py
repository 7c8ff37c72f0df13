"""Every page, one line each."""

from django.conf import settings
from django.urls import include, path

from digibarometer.accounts.signup_adapter import BeginAndSignIn, ResetPassword

urlpatterns = [
    path("", include("digibarometer.screens.urls")),
    path("", include("digibarometer.planning.urls")),
    path("", include("digibarometer.reports.urls")),
    path("accounts/2fa/webauthn/login/", BeginAndSignIn.as_view()),  # before allauth's of the same address
    path("accounts/password/reset/", ResetPassword.as_view()),
    path("accounts/", include("allauth.urls")),
    path("language/", include("django.conf.urls.i18n")),
]
if settings.DEMO:
    urlpatterns.insert(0, path("demo/", include("digibarometer.demo.urls")))

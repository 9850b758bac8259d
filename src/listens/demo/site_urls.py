"""The one address that only a demonstration has."""

from django.urls import path

from listens.demo.signing_in import SignInView

urlpatterns = [path("demo/", SignInView.as_view(), name="demo_sign_in")]

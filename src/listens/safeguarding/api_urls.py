"""The reports' endpoints, below `/<area>/api/v1/`."""

from django.urls import path

from listens.safeguarding import api

urlpatterns = [
    path("risk-reports/", api.RiskReportsView.as_view(), name="api_risk_reports"),
    path("risk-reports/<uuid:report>/", api.RiskReportView.as_view(), name="api_risk_report"),
]

"""The room's pages below `/<area>/`."""

from django.urls import path

from listens.safeguarding.views import alarms, numbers, reporting

urlpatterns = [
    path("listen/at-risk/", reporting.AtRiskView.as_view(), name="at_risk"),
    path("listen/at-risk/<uuid:report>/", reporting.AtRiskSentView.as_view(), name="at_risk_sent"),
    path("safeguarding/", alarms.AlarmsView.as_view(), name="alarms"),
    path("safeguarding/<uuid:alarm>/", alarms.AlarmView.as_view(), name="alarm"),
    path("safeguarding/clock/", alarms.AlarmClockView.as_view(), name="alarm_clock"),
    path("safeguarding/numbers/", numbers.NumbersView.as_view(), name="ring_numbers"),
    path("safeguarding/numbers/add/", numbers.AddNumberView.as_view(), name="add_number"),
    path("safeguarding/numbers/<uuid:number>/", numbers.ChangeNumberView.as_view(), name="change_number"),
    path("safeguarding/numbers/<uuid:number>/rung/", numbers.CheckNumberView.as_view(), name="check_number"),
    path(
        "safeguarding/numbers/<uuid:number>/remove/", numbers.RemoveNumberView.as_view(), name="remove_number"
    ),
    path("notes/<uuid:note>/at-risk/", alarms.FlagInReviewView.as_view(), name="flag_in_review"),
]

"""Addresses of asks, assemblies and answers, below the area."""

from django.urls import path

from listens.assembly.views import answers, asks, nights

urlpatterns = [
    path("asks/", asks.ListAsksView.as_view(), name="asks"),
    path("rounds/<slug:round>/asks/cut/", asks.CutAskView.as_view(), name="cut_ask"),
    path("asks/<uuid:ask>/", asks.ShowAskView.as_view(), name="ask"),
    path("asks/<uuid:ask>/edit/", asks.EditAskView.as_view(), name="edit_ask"),
    path("asks/<uuid:ask>/address/", asks.AddressAskView.as_view(), name="address_ask"),
    path("asks/<uuid:ask>/decide/", asks.DecideAskView.as_view(), name="decide_ask"),
    path("asked/<uuid:slot>/stop/", asks.StopAddressingView.as_view(), name="stop_addressing"),
    path("assemblies/", nights.ListAssembliesView.as_view(), name="assemblies"),
    path("rounds/<slug:round>/assemblies/plan/", nights.PlanAssemblyView.as_view(), name="plan_assembly"),
    path("assemblies/<uuid:assembly>/", nights.ShowAssemblyView.as_view(), name="assembly"),
    path("assemblies/<uuid:assembly>/count/", nights.AttendanceView.as_view(), name="record_attendance"),
    path("assemblies/<uuid:assembly>/put/<uuid:ask>/", nights.PutOnOrderView.as_view(), name="put_on_order"),
    path("slots/<uuid:slot>/up/", nights.MoveUpView.as_view(), name="move_up"),
    path("slots/<uuid:slot>/off/", nights.TakeOffView.as_view(), name="take_off"),
    path("slots/<uuid:slot>/take-down/", answers.TakeDownView.as_view(), name="take_down"),
    path("slots/<uuid:slot>/settle/", answers.SettleAnswerView.as_view(), name="settle_answer"),
    path("answers/<uuid:answer>/explain/", answers.ExplainAbsenceView.as_view(), name="explain_absence"),
]

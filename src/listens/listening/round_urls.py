"""Planning a round."""

from django.urls import path

from listens.listening import moment_views, prompt_views, round_views

urlpatterns = [
    path("rounds/start/", round_views.StartRoundView.as_view(), name="start_round"),
    path("rounds/<slug:round>/plan/", round_views.RoundPlanView.as_view(), name="round_plan"),
    path("rounds/<slug:round>/plan/dates/", round_views.SetWindowView.as_view(), name="set_window"),
    path(
        "rounds/<slug:round>/plan/dates/<uuid:window>/drop/",
        round_views.DropWindowView.as_view(),
        name="drop_window",
    ),
    path("rounds/<slug:round>/plan/wording/", round_views.ChangeWordingView.as_view(), name="change_wording"),
    path(
        "rounds/<slug:round>/plan/prompts/<int:place>/data/",
        prompt_views.PromptDataView.as_view(),
        name="prompt_data",
    ),
    path("rounds/<slug:round>/plan/open/", round_views.OpenRoundView.as_view(), name="open_round"),
    path("rounds/<slug:round>/plan/moments/add/", moment_views.AddMomentView.as_view(), name="add_moment"),
    path("moments/<uuid:moment>/", moment_views.ShowMomentView.as_view(), name="moment"),
    path("moments/<uuid:moment>/change/", moment_views.ChangeMomentView.as_view(), name="change_moment"),
    path("moments/<uuid:moment>/record/", moment_views.RecordMomentView.as_view(), name="record_moment"),
]

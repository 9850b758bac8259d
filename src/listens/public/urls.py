"""The public pages and, for organisers, publishing new figures, below `/<area>/`."""

from django.urls import path

from listens.public.views import (
    answering,
    bodies,
    data,
    heard,
    home,
    places,
    poster,
    promises,
    release,
    rounds,
    who,
    words,
)

urlpatterns = [
    path("", home.AreaHomeView.as_view(), name="area_home"),
    path("promises/", promises.ListPromisesView.as_view(), name="promises"),
    path("promises/<int:number>/", promises.ShowPromiseView.as_view(), name="promise"),
    path("promises.csv", data.PromisesTableView.as_view(), name="promises_csv"),
    path("estimates.csv", data.EstimatesTableView.as_view(), name="estimates_csv"),
    path("feed/", data.FeedView.as_view(), name="feed"),
    path("heard/", heard.ShowHeardView.as_view(), name="what_we_heard"),
    path("who/", who.ShowWhoView.as_view(), name="public_who"),
    path("heard/<slug:code>/", heard.ShowThemeView.as_view(), name="theme"),
    path("heard/<slug:code>/card/", heard.ShowThemeCardView.as_view(), name="theme_card"),
    path("told-us/", answering.AnsweringBackView.as_view(), name="answering_back"),
    path("told-us/<slug:along>/<slug:label>/", answering.AnswerBackView.as_view(), name="answer_back"),
    path("rounds/<slug:round>/", rounds.ShowRoundView.as_view(), name="round"),
    path(
        "rounds/<slug:round>/feedback/<uuid:organisation>/poster/",
        poster.ShowPosterView.as_view(),
        name="poster",
    ),
    path("bodies/<uuid:body>/", bodies.ShowBodyView.as_view(), name="body"),
    path("places/", places.ListPlacesView.as_view(), name="places"),
    path("places/find/", places.FindPlaceView.as_view(), name="find_place"),
    path("places/<slug:code>/", places.ShowPlaceView.as_view(), name="place"),
    path("about/", words.AboutView.as_view(), name="about"),
    path("how-we-count/", words.HowWeCountView.as_view(), name="how_we_count"),
    path("privacy/", words.PrivacyView.as_view(), name="privacy"),
    path("accessibility/", words.AccessibilityView.as_view(), name="accessibility"),
    path("release/", release.LookAtReleaseView.as_view(), name="release"),
    path("release/<uuid:run>/", release.ReleasePreviewView.as_view(), name="release_preview"),
    path("release/<uuid:run>/published/", release.ReleasePublishedView.as_view(), name="release_published"),
]

"""Who was heard, below `/<area>/`."""

from django.urls import path

from listens.listening.reach import views

urlpatterns = [
    path("rounds/<slug:round>/reach/", views.WhoWasHeardView.as_view(), name="who_was_heard"),
    path("rounds/<slug:round>/reach.csv", views.WhoWasHeardTableView.as_view(), name="who_was_heard_csv"),
    path("organisations/<uuid:organisation>/reaches/", views.NoteReachesView.as_view(), name="note_reaches"),
]

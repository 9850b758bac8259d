"""How a round goes: its home, what it aims for, and the offers people made."""

from django.urls import path

from listens.listening import home_views, offer_views

urlpatterns = [
    path("rounds/<slug:round>/home/", home_views.RoundHomeView.as_view(), name="round_home"),
    path("rounds/<slug:round>/targets/", home_views.SetTargetsView.as_view(), name="set_targets"),
    path("rounds/<slug:round>/offers/", offer_views.OffersView.as_view(), name="offers"),
    path("offers/<uuid:offer>/", offer_views.OfferView.as_view(), name="offer"),
    path("offers/<uuid:offer>/open/", offer_views.OpenOfferView.as_view(), name="open_offer"),
]

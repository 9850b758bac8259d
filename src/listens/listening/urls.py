"""The listening room's addresses below `/<area>/`: planning a round, and hearing and reading what was said."""

from listens.listening import capture_urls, progress_urls, review_urls, round_urls
from listens.listening.children import urls as children_urls
from listens.listening.paper import urls as paper_urls
from listens.listening.reach import urls as reach_urls

urlpatterns = [
    *round_urls.urlpatterns,
    *progress_urls.urlpatterns,
    *capture_urls.urlpatterns,
    *review_urls.urlpatterns,
    *paper_urls.urlpatterns,
    *reach_urls.urlpatterns,
    *children_urls.urlpatterns,
]

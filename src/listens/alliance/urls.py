"""The alliance's addresses below `/<area>/`, the lists it is brought in from, and the staff desk."""

from django.urls import path

from listens.alliance.views import area, desk, imports, offices, organisations, people, place_files

urlpatterns = [
    path("desk/", desk.DeskView.as_view(), name="desk"),
    path("readiness/", area.ReadinessView.as_view(), name="readiness"),
    path("readiness/<slug:kind>/", area.RecordReadinessView.as_view(), name="record_readiness"),
    path("settings/", area.AreaSettingsView.as_view(), name="area_settings"),
    path("organisations/", organisations.ListOrganisationsView.as_view(), name="organisations"),
    path("organisations/add/", organisations.AddOrganisationView.as_view(), name="add_organisation"),
    path("organisations/import/", imports.ImportOrganisationsView.as_view(), name="import_organisations"),
    path(
        "organisations/<uuid:organisation>/",
        organisations.ShowOrganisationView.as_view(),
        name="organisation",
    ),
    path(
        "organisations/<uuid:organisation>/change/",
        organisations.ChangeOrganisationView.as_view(),
        name="change_organisation",
    ),
    path("organisations/<uuid:organisation>/people/add/", people.AddPersonView.as_view(), name="add_person"),
    path(
        "organisations/<uuid:organisation>/offices/add/", offices.AddOfficeView.as_view(), name="add_office"
    ),
    path("people/<uuid:person>/left/", people.MarkLeftView.as_view(), name="mark_left"),
    path("people/<uuid:person>/clearance/", people.RecordClearanceView.as_view(), name="record_clearance"),
    path("people/import/", imports.ImportPeopleView.as_view(), name="import_people"),
    path("offices/<uuid:office>/", offices.ShowOfficeView.as_view(), name="office"),
    path("offices/<uuid:office>/name/", offices.NameHolderView.as_view(), name="name_holder"),
    path("places/import/", imports.ImportPlacesView.as_view(), name="import_places"),
    path("places/data/", place_files.ShowPlaceDataView.as_view(), name="place_data"),
    path("places/data/<slug:kind>/", place_files.SendPlaceFileView.as_view(), name="send_place_file"),
    path("places/data/check/<uuid:run>/", place_files.CheckPlaceFileView.as_view(), name="check_place_file"),
    path(
        "places/data/kept/<uuid:run>/", place_files.BringInPlaceFileView.as_view(), name="bring_in_place_file"
    ),
]

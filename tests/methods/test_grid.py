"""The grid agrees with Ordnance Survey's worked example and with well-known places."""

import pytest

from listens.methods.grid import longitude_latitude


@pytest.mark.parametrize(
    ("easting", "northing", "latitude", "longitude"),
    [
        # Caister water tower, the example of the guide: GPS measures 52°39′28.8282″N 1°42′57.8663″E.
        (651_409.903, 313_177.270, 52 + 39 / 60 + 28.8282 / 3600, 1 + 42 / 60 + 57.8663 / 3600),
        # The transit circle of Greenwich, 102.5 m west of the meridian of GPS.
        (538_884, 177_322, 51.47779, -0.00147),
    ],
)
def test_known_points(easting, northing, latitude, longitude):
    found = longitude_latitude(easting, northing)
    assert abs(found[1] - latitude) * 111_195 < 6
    assert abs(found[0] - longitude) * 69_000 < 6

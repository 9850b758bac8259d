"""From the British National Grid to longitude and latitude as the world uses them (WGS84).

Ordnance Survey, A Guide to Coordinate Systems in Great Britain (v3.6, 2020), annexes A to C: the projection turned
round, then a change of datum by seven constants. Right to about five metres, which is nearer than a postcode is.
"""

from __future__ import annotations

from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt, tan

AIRY = (6_377_563.396, 6_356_256.909)
GRS80 = (6_378_137.0, 6_356_752.3141)
SCALE, FIRST_LATITUDE, FIRST_LONGITUDE = 0.9996012717, radians(49), radians(-2)
FALSE_EAST, FALSE_NORTH = 400_000, -100_000
SHIFT = (446.448, -125.157, 542.060)  # metres
TURN = tuple(radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
STRETCH = -20.4894e-6


def longitude_latitude(easting: float, northing: float) -> tuple[float, float]:
    """Degrees, from metres on the grid."""
    latitude, longitude = _on_airy(easting, northing)
    x, y, z = _in_space(latitude, longitude, AIRY)
    moved = (
        SHIFT[0] + (1 + STRETCH) * x - TURN[2] * y + TURN[1] * z,
        SHIFT[1] + TURN[2] * x + (1 + STRETCH) * y - TURN[0] * z,
        SHIFT[2] - TURN[1] * x + TURN[0] * y + (1 + STRETCH) * z,
    )
    latitude, longitude = _on_the_ground(*moved, GRS80)
    return degrees(longitude), degrees(latitude)


def _on_airy(easting: float, northing: float) -> tuple[float, float]:
    a, b = AIRY
    squared = 1 - (b / a) ** 2
    n = (a - b) / (a + b)
    latitude, arc = FIRST_LATITUDE, 0.0
    while True:
        latitude += (northing - FALSE_NORTH - arc) / (a * SCALE)
        arc = _arc(latitude, n, b)
        if abs(northing - FALSE_NORTH - arc) < 0.00001:
            break
    bend = 1 - squared * sin(latitude) ** 2
    nu, rho = a * SCALE / sqrt(bend), a * SCALE * (1 - squared) / bend**1.5
    eta = nu / rho - 1
    t, secant, east = tan(latitude), 1 / cos(latitude), easting - FALSE_EAST
    seventh = t / (2 * rho * nu)
    eighth = t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta - 9 * t**2 * eta)
    ninth = t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4)
    tenth = secant / nu
    eleventh = secant / (6 * nu**3) * (nu / rho + 2 * t**2)
    twelfth = secant / (120 * nu**5) * (5 + 28 * t**2 + 24 * t**4)
    return (
        latitude - seventh * east**2 + eighth * east**4 - ninth * east**6,
        FIRST_LONGITUDE + tenth * east - eleventh * east**3 + twelfth * east**5,
    )


def _arc(latitude: float, n: float, b: float) -> float:
    """Metres along the meridian from the true origin."""
    less, more = latitude - FIRST_LATITUDE, latitude + FIRST_LATITUDE
    return (
        b
        * SCALE
        * (
            (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
            + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * less) * cos(2 * more)
            - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
        )
    )


def _in_space(latitude: float, longitude: float, axes: tuple[float, float]) -> tuple[float, float, float]:
    a, b = axes
    squared = 1 - (b / a) ** 2
    nu = a / sqrt(1 - squared * sin(latitude) ** 2)
    return (
        nu * cos(latitude) * cos(longitude),
        nu * cos(latitude) * sin(longitude),
        nu * (1 - squared) * sin(latitude),
    )


def _on_the_ground(x: float, y: float, z: float, axes: tuple[float, float]) -> tuple[float, float]:
    """Bowring 1976, exact to far below a millimetre near the ground."""
    a, b = axes
    squared, second = 1 - (b / a) ** 2, (a / b) ** 2 - 1
    p = hypot(x, y)
    theta = asin(z * a / hypot(z * a, p * b))
    latitude = atan2(z + second * b * sin(theta) ** 3, p - squared * a * cos(theta) ** 3)
    return latitude, atan2(y, x)

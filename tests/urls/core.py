from tests.urls_table import Case

CASES = {
    "brand": Case(allowed="", refused=None),
}

from tests.urls_table import Case


def a_file(cast):
    from tests.core.test_media import add

    return {"file": add(cast).pk}


def a_slot(cast):
    a_file(cast)
    return {"slot": "consent"}


CASES = {
    "brand": Case(allowed="", refused=None),
    "media_files": Case(refused="bea"),
    "add_media": Case(refused="grace"),
    "media_of": Case(a_slot, allowed="", refused=None),
    "media": Case(a_file, allowed="", refused=None),
    "remove_media": Case(a_file, refused="bea", method="post"),
}

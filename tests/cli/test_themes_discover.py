"""`listens themes discover`, through the promise of its JSON, its words and its exit codes."""

import json

import pytest

from listens.cli.main import main
from listens.methods.themes import model
from tests.methods.themes.made import notes

needs_model = pytest.mark.skipif(not model.is_installed(), reason="themes are an extra: make themes")


@pytest.fixture
def discover(tmp_path, capsys):
    """Runs the command on a file of this content; gives (exit code, standard output, standard error)."""

    def run(content, *options):
        (tmp_path / "notes.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
        code = main(["themes", "discover", str(tmp_path / "notes.csv"), *map(str, options)])
        return code, *capsys.readouterr()

    return run


def csv_of(texts, column="text"):
    return "\n".join([column, *texts]) + "\n"


@needs_model
def test_json_keeps_the_contract(discover):
    texts, _subjects = notes(30)
    code, out, err = discover(csv_of(texts), "--themes", 4, "--json", "-")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert {"themes", "assignments", "unassigned", "settings", "quality"} <= set(answer)
    assert [one["row"] for one in answer["assignments"]] == list(range(120))
    ids = [theme["id"] for theme in answer["themes"]]
    assert len(ids) == len(set(ids))
    for theme in answer["themes"]:
        assert {"id", "label", "keywords", "size", "examples"} <= set(theme)
        assert len(theme["keywords"]) <= 10 and len(theme["examples"]) <= 5
        assert all(0 <= row < 120 for row in theme["examples"])
    for one in answer["assignments"]:
        assert len(one["themes"]) == len(one["scores"])
        assert one["scores"] == sorted(one["scores"], reverse=True)
        assert set(one["themes"]) <= set(ids)
    assert answer["unassigned"] == sum(not one["themes"] for one in answer["assignments"])
    assert answer["settings"]["model_digest"] == model.digest()


@needs_model
def test_words_on_the_terminal_show_no_note(discover):
    texts, _subjects = notes(30)
    code, out, _err = discover(csv_of(texts, "What they said"), "--text-column", "what they said")
    assert code == 0
    assert "120 notes" in out and "People decide which stand." in out
    assert not any(text in out for text in texts)


@needs_model
def test_known_themes_are_named_beside_the_proposed(discover, tmp_path):
    codebook = {
        "themes": [
            {"id": "c1", "name": "Damp and mould"},
            {"id": "c2", "name": "Late buses", "examples": ["bus late"]},
        ]
    }
    (tmp_path / "codebook.json").write_text(json.dumps(codebook))
    texts, _subjects = notes(30)
    _code, out, _err = discover(
        csv_of(texts), "--themes", 4, "--codebook", tmp_path / "codebook.json", "--json", "-"
    )
    nearest = {theme["keywords"][0]: theme["nearest_code"]["id"] for theme in json.loads(out)["themes"]}
    assert {"c1", "c2"} == set(nearest.values())


@needs_model
@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("text\ndamp\n", "too few notes"),
        ("text,language\nWaan ka walaacsanahay guriga qoyaan,so\n", "languages the model does not read (so)"),
        (b"\xef\xbb\xbftext;n\r\n;1\r\n", "1 notes have no words."),
    ],
)
def test_too_little_is_said_in_a_sentence(discover, content, words):
    code, out, _err = discover(content)
    assert code == 0
    assert words in out


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        ("words\na\n", (), "has no column “text”; it has words."),
        ("", (), "it is empty"),
        ("text\n", (), "has no row below its header"),
        ("text\na\n", ("--codebook", "missing.json"), "missing.json"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(discover, content, options, words):
    code, _out, err = discover(content, *options)
    assert code == 2
    assert words in err


def test_without_the_extra_it_says_what_to_type(discover, monkeypatch):
    monkeypatch.setattr(model, "PACKAGES", ("there_is_no_such_package",))
    code, _out, err = discover("text\ndamp\n")
    assert code == 2
    assert "Hand coding still works" in err and "make themes" in err

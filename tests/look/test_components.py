"""The NHS components through our tags: escaped, nested, in the reader's language, and never with the NHS logo."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation


def drawn(source: str, **context: object) -> str:
    html = Template("{% load i18n nhs page wording %}" + source).render(Context(context))
    return " ".join(html.split())


def test_a_component_is_drawn_with_its_words() -> None:
    html = drawn('{% nhs "button" text=_("Save") %}')
    assert 'class="nhsuk-button"' in html and "Save" in html


def test_a_double_underscore_sets_a_nested_parameter() -> None:
    html = drawn('{% nhs "input" id="n" name="n" label__text="Your name" hint__text="As you like" %}')
    assert 'class="nhsuk-label" for="n"' in html and "Your name" in html and "As you like" in html


@pytest.mark.parametrize("parameter", ["text", "html"])
def test_what_people_typed_is_escaped(parameter: str) -> None:
    html = drawn(f'{{% nhs "insetText" {parameter}=words %}}', words="<script>alert(1)</script>")
    assert "<script" not in html and "&lt;script" in html


def test_a_block_keeps_its_own_html_and_escapes_what_is_put_in() -> None:
    html = drawn('{% nhsblock "insetText" %}<b>Own</b> {{ words }}{% endnhsblock %}', words="<i>theirs</i>")
    assert "<b>Own</b>" in html and "&lt;i&gt;theirs" in html


def test_a_heading_is_said_once() -> None:
    assert drawn('{% nhs "warningCallout" heading="Not sent" text="Ring now." %}').count("Not sent") == 1


@pytest.mark.parametrize("name", ["header", "footer"])
def test_components_with_the_nhs_logo_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="NHS logo"):
        drawn(f'{{% nhs "{name}" %}}')


def test_a_block_with_a_bare_word_is_a_mistake_in_the_template() -> None:
    with pytest.raises(TemplateSyntaxError, match="oops"):
        drawn('{% nhsblock "insetText" oops %}x{% endnhsblock %}')


def test_wording_that_needs_review_must_say_so() -> None:
    with pytest.raises(TemplateSyntaxError, match="needs review"):
        drawn('{% reviewed %}{% translate "Tick at most six." %}{% endreviewed %}')


def test_unreviewed_wording_stays_english_with_a_notice_until_a_person_has_read_it(monkeypatch) -> None:
    from listens.core import wording

    source = (
        '{% reviewed %}<p>{% translate "Tick at most six." context "needs review" %}</p>{% endreviewed %}'
    )
    words = "Tick at most six."
    real = translation.pgettext
    arabic = {words: "اختر ستة على الأكثر."}

    def pgettext(context: str, text: str) -> str:
        return arabic.get(text, text) if translation.get_language() == "ar" else real(context, text)

    monkeypatch.setattr(wording.translation, "pgettext", pgettext)
    wording.reviewed.cache_clear()
    with translation.override("ar"):
        blocked = drawn(source)
        monkeypatch.setattr(
            wording, "reviewed", lambda: {"ar": {wording.digest(words, arabic[words]): "Hanan"}}
        )
        assert wording.pgettext(wording.CONTEXT, words) == arabic[words]
        assert 'lang="en"' not in drawn(source)
        monkeypatch.setattr(
            wording, "reviewed", lambda: {"ar": {wording.digest(words, "other words"): "Hanan"}}
        )
        assert wording.pgettext(wording.CONTEXT, words) == words, "a later change blocks it again"
    assert 'lang="en" dir="ltr"' in blocked and words in blocked
    with translation.override("en-gb"):
        assert "app-source" not in drawn(source)

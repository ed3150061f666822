"""What stands in and below the text of a page and is not it, or is it though it looks like navigation."""

import pytest

from tests.extract.html.reading import PROSE, article, read


def kept(document):
    return [line.text for line in document.lines if line.place is None]


@pytest.mark.parametrize("sign", ["#", "¶", "§", "🔗"])
def test_the_link_that_copies_the_address_of_a_heading_is_none_of_it(sign):
    document = read(article(f'<h1>The ferry</h1><h2 id=q>The quay<a href="#q">{sign}</a></h2>'))
    assert "The quay" in kept(document)


def test_a_mark_of_a_footnote_in_a_heading_stays():
    document = read(article('<h1>The ferry</h1><h2>The quay<a href="#n1">*</a></h2>'))
    assert "The quay*" in kept(document)


def test_the_source_below_a_quotation_is_kept_though_it_is_a_link():
    quote = f'<blockquote><p>{PROSE[0]}</p><p><a href="https://example.org/b">Harbor Chronicle, Volume 4, 1921</a></p></blockquote>'
    document = read(article(f"<h1>The ferry</h1><p>{PROSE[1]}</p>{quote}"))
    assert "Harbor Chronicle, Volume 4, 1921" in kept(document)


def test_a_link_to_another_article_set_as_a_quotation_is_not_kept():
    link = '<blockquote><a href="/other">See also: the boats of the western quay</a></blockquote>'
    document = read(article(f"<h1>The ferry</h1><p>{PROSE[1]}</p>{link}"))
    assert "See also: the boats of the western quay" not in kept(document)


def test_an_address_written_out_in_the_text_is_text():
    address = "https://example.org/watch?v=1"
    inner = f'<h1>The ferry</h1><p>{PROSE[1]}</p><p><a href="{address}">{address}</a></p>'
    assert address in kept(read(article(inner)))


def test_microdata_about_the_publisher_is_no_text():
    data = '<div itemprop="publisher" itemscope><div itemprop="name">Daily Harbor, news of ships</div></div>'
    assert "Daily Harbor, news of ships" not in kept(read(article(f"<h1>The ferry</h1>{data}")))


def test_a_remark_set_apart_in_the_text_is_text_though_its_role_is_alert():
    remark = f'<div class="note" role="alert"><p>{PROSE[2]}</p></div>'
    assert PROSE[2].strip() in kept(read(article(f"<h1>The ferry</h1><p>{PROSE[0]}</p>{remark}")))

"""What of a page is the article, on pages with the furniture of the web around it."""

import pytest

from pipeline.extract.html.article import engine
from tests.extract.html.reading import BODY, PROSE, article, line_of, read

LINKS = "".join(f"<a href='/{number}'>Some other story number {number}</a> " for number in range(6))


def places(document):
    return {line.text: line.place for line in document.lines}


@pytest.mark.parametrize(
    ("furniture", "text", "rule"),
    [
        ("<nav><a href='/'>Front page</a></nav>", "Front page", "html:nav"),
        ("<div role=navigation><span>Sections</span></div>", "Sections", "html:navigation"),
        ("<div class='post-share'><span>Tell your friends</span></div>", "Tell your friends", "html:class:share"),
        ("<div id='adBanner'>Buy more soap</div>", "Buy more soap", "html:class:ad"),
        ("<p>Read also: <a href='/9'>Why the ferries stopped in the winter of 1951</a></p>",
         "Read also: Why the ferries stopped in the winter of 1951", "html:links"),
        ("<form><label>Your address</label><button>Send</button></form>", "Your address", "html:form"),
        ("<div style='display:none'>Not to be seen</div>", "Not to be seen", "html:hidden"),
        ("<noscript>Switch on scripts</noscript>", "Switch on scripts", "html:hidden"),
    ],
)  # fmt: skip
def test_furniture_inside_the_article_is_cut_with_its_rule(furniture, text, rule):
    document = read(article(f"<h1>The ferry</h1>{BODY}{furniture}"))
    line = line_of(document, text)
    assert line.place == ("hidden" if rule == "html:hidden" else "navigation")
    assert line.rule == rule
    assert all(place is None for text, place in places(document).items() if text in "".join(PROSE) * 2)


def test_a_line_that_is_a_link_is_cut_from_among_the_lines_of_its_element():
    document = read(
        f"<body><table><tr><td>{PROSE[0] * 3}<br><br>{PROSE[1] * 3}<br><a href=i.htm>Back to the front page</a></table>"
    )
    assert line_of(document, "Back to the front page").rule == "html:links"


def test_what_stands_around_the_article_is_navigation():
    page = article(
        "<h1>The ferry</h1>",
        around=f"<div><p>Daily Harbor</p>{LINKS}</div>{{}}<div><p>All rights reserved</p></div>",
    )
    document = read(page)
    assert line_of(document, "Daily Harbor").place == "navigation"
    assert line_of(document, "All rights reserved").place == "navigation"
    assert line_of(document, "The ferry").place is None


def test_teasers_of_other_articles_are_cut_by_their_row():
    teaser = "<div class=x7><a href='/{0}'>Headline of story {0}</a><div>The story of number {0} begins with this line and breaks…</div></div>"
    document = read(
        article("<h1>The ferry</h1>", around="<div>{}" + "".join(map(teaser.format, range(4))) + "</div>")
    )
    assert line_of(document, "Headline of story 2").place == "navigation"
    assert sum(line.place is None for line in document.lines) == 4


def test_a_lead_between_title_and_text_stays():
    lead = "Forty passengers, a goat and a captain who said that it would hold: how the ferry crossed the strait in the worst storm of the year."
    document = read(article(f"<h1>The ferry</h1><div class=standfirst>{lead}</div>"))
    assert line_of(document, lead).place is None
    assert line_of(document, lead).field == "lead"


def test_the_closing_line_and_footnotes_stay_with_the_text():
    page = f"<body><div class=main>{BODY}<p>Harbor News 12.03.2004</p><p><sup>1</sup> By the clock of the quay.</p></div></body>"
    document = read(page)
    assert line_of(document, "Harbor News 12.03.2004").place is None
    assert line_of(document, "1 By the clock of the quay.").kind == "footnote"


def test_a_class_on_the_whole_article_is_not_believed():
    document = read(
        article("<h1>The ferry</h1>", around="<div class='related-news widget category-share'>{}</div>")
    )
    assert all(line.place is None for line in document.lines)


def test_a_counter_below_the_title_is_cut():
    document = read(article("<h1>The ferry</h1><div><span>12.03.2004</span></div><div>Views: 8217</div>"))
    assert line_of(document, "Views: 8217").place == "navigation"
    assert line_of(document, "12.03.2004").place is None


def test_text_below_a_picture_in_its_box_is_the_caption():
    box = (
        "<div><img src='quay.jpg'><div>The eastern quay before the storm of last winter (archive)</div></div>"
    )
    document = read(article(f"<h1>The ferry</h1>{BODY}{box}"))
    assert line_of(document, "The eastern quay before the storm of last winter (archive)").kind == "caption"


def test_a_caption_that_a_gallery_repeats_stands_once():
    picture = "<figure><img src='{}.jpg'><figcaption>The eastern quay before the storm</figcaption></figure>"
    document = read(article(f"<h1>The ferry</h1>{picture.format(1)}{BODY}{picture.format(2)}"))
    captions = [line for line in document.lines if line.kind == "caption"]
    assert [(line.place, line.rule) for line in captions] == [(None, None), ("navigation", "html:repeated")]


def test_a_page_with_nothing_but_links_is_doubtful():
    document = read("<body><table>" + "".join(f"<tr><td>{LINKS}</tr>" for _ in range(9)) + "</table></body>")
    assert [issue.code for issue in document.issues] in ([], ["main-content-doubtful"])
    assert document.letters


def test_a_page_of_absurd_length_is_not_judged():
    document = read("<body>" + "<p>a line of the page</p>" * 7_000 + "</body>")
    assert [issue.code for issue in document.issues] == ["main-content-doubtful"]
    assert all(line.place is None for line in document.lines)


def test_nested_layout_tables_give_lines():
    page = f"""<table><tr><td colspan=2>Daily Harbor</td></tr><tr><td><a href=1>News</a><br><a href=2>Sport</a></td>
        <td><table><tr><td><p align=center><b><font size=5>The ferry</font></b></p><p>Amina Rahimi<br>12.03.2004</p>
        {BODY}<p align=center><font size=2>The quay at dawn, seen from the sea</font></p></td></tr></table></td></tr></table>"""
    document = read(page)
    assert line_of(document, "The ferry").field == "title"
    assert line_of(document, "Amina Rahimi").group == line_of(document, "12.03.2004").group is not None
    assert line_of(document, "Sport").place == "navigation"
    assert not any(line.rows for line in document.lines)


def test_data_tables_stay_tables():
    table = (
        "<table border=1><tr><th>Year<th>Ferries</tr><tr><td>2003<td>41</tr><tr><td>2004<td>39</tr></table>"
    )
    document = read(article(f"<h1>The ferry</h1>{BODY}{table}"))
    [line] = [line for line in document.lines if line.rows]
    assert (line.kind, line.place, line.rows[2]) == ("table", None, ("2004", "39"))
    assert line.text == "Year\tFerries\n2003\t41\n2004\t39"


def test_footnotes_in_a_part_of_their_own_stay():
    notes = "<div><hr><div><p class=MsoFootnoteText><sup>1</sup> By the clock of the quay.</p></div></div>"
    document = read(f"<body><div class=Section1>{BODY}</div>{notes}</body>")
    assert (document.lines[-1].place, document.lines[-1].label) == (None, "1")


@pytest.mark.parametrize(("found", "codes"), [(12, []), (4, ["main-content-doubtful"])])
def test_as_much_text_cut_without_a_sign_as_kept_is_doubtful(monkeypatch, found, codes):
    monkeypatch.setattr(engine, "_ask", lambda _root, _lines, *, fast: frozenset(range(found)))  # noqa: ARG005
    page = "".join(
        f"<p class={chr(98 + number) * 3}>{PROSE[0]} And number {number}.</p>" for number in range(12)
    )
    document = read(page)
    assert [issue.code for issue in document.issues] == codes
    assert [line.place for line in document.lines].count(None) == found


def test_where_its_quick_look_is_doubtful_the_engine_compares_with_others(monkeypatch):
    monkeypatch.setattr(engine, "_ask", lambda _root, _lines, *, fast: frozenset(range(4 if fast else 12)))
    document = read(
        "".join(f"<p class={chr(98 + number) * 3}>{PROSE[0]} {number}.</p>" for number in range(12))
    )
    assert document.issues == ()
    assert all(line.place is None for line in document.lines)


def test_an_article_in_an_aside_that_nobody_closed_is_found():
    menu = "".join(f"<div><p>Read about {number} ferries and more of them.</p></div>" for number in range(12))
    document = read(f"<body>{menu}<aside><a href=/soap>Soap</a><div><h1>The ferry</h1>{BODY * 3}</div>")
    assert line_of(document, (PROSE[0] * 2).strip()).place is None


def test_little_text_found_among_much_is_doubtful(monkeypatch):
    monkeypatch.setattr(engine, "_ask", lambda _root, _lines, *, fast: frozenset((0, 1)))  # noqa: ARG005
    rest = "".join(f"<div><p>{text * 3}</p></div>" for text in PROSE * 5)
    document = read(f"<body><div>{BODY}</div>{rest}</body>")
    assert [issue.code for issue in document.issues] == ["main-content-doubtful"]


SHORT = """<h1>The ferry</h1><p class=byline>By Amina Rahimi</p><p>The ferry left the eastern quay at six in the morning, an
    hour late, with forty passengers and a goat.</p>{}<h2>On board</h2><ul><li>Forty passengers</li><li>One goat</li></ul>
    <p>The end.</p>"""


def test_a_short_page_without_furniture_is_kept_whole():
    document = read("<title>The ferry</title>" + SHORT.format(""))
    assert all(line.place is None for line in document.lines)
    assert [line.kind for line in document.lines][-4:] == ["heading", "list", "list", None]


def test_a_sign_counts_on_a_short_page_too():
    document = read("<title>The ferry</title>" + SHORT.format("<nav><a href=/>Front page</a></nav>"))
    assert [line.text for line in document.lines if line.place] == ["Front page"]


def test_a_chapter_whose_id_repeats_its_heading_is_no_advertisement():
    chapter = f"<section id=copyright-at-sea><h2>Copyright at sea<a href='#copyright-at-sea'>¶</a></h2>{BODY}</section>"
    document = read(article(f"<h1>The ferry</h1>{BODY * 3}{chapter}"))
    assert line_of(document, "Copyright at sea").place is None
    assert places(document)[(PROSE[1] * 2).strip()] is None


def test_the_id_of_a_heading_is_no_sign_and_no_field():
    page = article(f"<h1>The ferry</h1>{BODY}<h2 id=ads-section>Ads on board</h2>")
    line = line_of(read(page), "Ads on board")
    assert (line.place, line.field, line.kind) == (None, None, "heading")


def test_hidden_text_stays_hidden_though_the_engine_takes_it_for_the_article():
    hidden = f"<p hidden>{PROSE[0]} Never seen. {PROSE[2]}</p>"
    document = read(article(f"<h1>The ferry</h1>{BODY}{hidden}"))
    assert [line.place for line in document.lines if "Never seen" in line.text] == ["hidden"]


def test_an_article_that_is_hidden_until_a_script_shows_it_is_the_article():
    document = read(article("<h1>The ferry</h1>", around="<div style='display:none'>{}</div>"))
    assert places(document)[(PROSE[1] * 2).strip()] is None


def piece(first, last, box="piece"):
    prose = "".join(f"<p>{number} {PROSE[number % 3] * 2}</p>" for number in range(first, last))
    return f"<div class='{box}'><div class=inner>{prose}</div></div>"


def keep_first_piece(monkeypatch, lines):
    """trafilatura keeps the first piece of some articles that are cut by advertisements; here it is made to."""
    monkeypatch.setattr(engine, "_ask", lambda *_, **__: frozenset(range(1, lines + 1)))


def first_words(document):
    return [line.text.split()[0] for line in document.lines if line.place is None]


@pytest.mark.parametrize("box", ["piece", "sidebar-grid"])
def test_an_article_in_pieces_between_advertisements_is_read_whole(box, monkeypatch):
    keep_first_piece(monkeypatch, 4)
    pieces = "<div class=ad>Buy more soap</div>".join(piece(at, at + 4, box) for at in range(0, 12, 4))
    document = read(f"<body><main><h1>The ferry</h1>{pieces}</main>")
    assert first_words(document) == ["The", *map(str, range(12))]
    assert line_of(document, "Buy more soap").place == "navigation"


def test_a_piece_with_a_link_in_it_is_a_piece_too(monkeypatch):
    keep_first_piece(monkeypatch, 4)
    second = piece(4, 8).replace("5 ", '5 <a href="/captain">the captain said</a> ')
    document = read(
        f"<body><main><h1>The ferry</h1>{piece(0, 4)}<div class=ad>Buy more soap</div>{second}</main>"
    )
    assert first_words(document) == ["The", *map(str, range(8))]


@pytest.mark.parametrize("heading", ["<h1>The goat</h1>", "<h2><a href=/goat>The goat</a></h2>"])
def test_the_article_ends_where_another_begins(heading, monkeypatch):
    keep_first_piece(monkeypatch, 4)
    document = read(f"<body><main><h1>The ferry</h1>{piece(0, 4)}{piece(4, 8)}{heading}{piece(8, 12)}</main>")
    assert first_words(document) == ["The", *map(str, range(8))]


def test_lines_in_other_boxes_are_no_pieces_of_the_article(monkeypatch):
    keep_first_piece(monkeypatch, 4)
    document = read(f"<body><main><h1>The ferry</h1>{piece(0, 4)}{piece(4, 8, box='notes')}</main>")
    assert first_words(document) == ["The", *map(str, range(4))]


def test_a_link_to_where_an_author_writes_and_a_button_are_no_authors():
    byline = (
        "<p><a class=author href=/a>Amina Rahimi</a></p><p><a class=author href='https://example.org/@amina'>Twitter</a></p>"
        "<button class=follow-author>Always follow</button>"
    )
    document = read(article(f"<h1>The ferry</h1>{byline}"))
    assert [line.text for line in document.lines if line.field == "author"] == ["Amina Rahimi"]


@pytest.mark.parametrize(
    ("name", "menus", "authors"),
    [("Varieties", 0, ["Varieties"]), ("Varieties", 2, []), ("منوعات", 2, []), ("松岡大地", 2, ["松岡大地"])],
)
def test_a_word_that_the_menus_link_to_is_a_section_and_no_author(name, menus, authors):
    """Chinese and Japanese names are one word."""
    menu = f"<div><p><a href=/v>{name}</a></p><p><a href=/n>Front page</a></p></div>" * menus
    document = read(article(f"<h1>The ferry</h1><p class=author>{name}</p>", around=f"{menu}{{}}"))
    assert [line.text for line in document.lines if line.field == "author"] == authors


@pytest.mark.parametrize(("size", "kind"), [(4000, "caption"), (60, None)], ids=["picture", "placeholder"])
def test_the_text_beside_a_picture_that_the_page_holds_itself_is_its_caption(size, kind):
    picture = f'<img src="data:image/png;base64,{"A" * size}">'
    box = f"<div class=x><div>{picture}</div><div>The quay at six in the morning, with a goat</div></div>"
    document = read(article(f"<h1>The ferry</h1>{box}"))
    assert line_of(document, "The quay at six in the morning, with a goat").kind == kind
    assert all(line.text or line.image for line in document.lines)

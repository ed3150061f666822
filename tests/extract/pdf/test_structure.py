"""Tagged files: what the structure tree says, and when it is not believed."""

import pytest
from pikepdf import Array, Dictionary, Name

from pipeline import convert
from tests.extract.pdf.build import marked, show

LINES = (
    "The river rose in the night and took the bridge with",
    "it, and in the morning nobody could say how many had",
    "been upon it when it went, for the ferry had been late",
    "and the market on the other bank had drawn many people",
    "from the villages along the road, and some had come by",
    "cart and some on foot, with children and with animals.",
)


def stack(*texts, y=280, step=14):
    """Lines below one another, each marked with its number."""
    return "".join(marked(n, show(text, y=y - step * n)) for n, text in enumerate(texts))


def lines(book, *tree, **options):
    return book.tree(*tree, **options).read().lines


@pytest.fixture
def blocks(book, tmp_path):
    """Kinds and texts of the article's body."""

    def read():
        path = tmp_path / "made.pdf"
        path.write_bytes(book.bytes())
        return [(block.kind, block.text) for block in convert(path).body]

    return read


def test_a_line_has_the_kind_and_level_of_its_element(book):
    book.page(stack("The flood", *LINES[:2], "Why it came", *LINES[2:]))
    read = lines(book, ("H1", 0), ("P", [1, 2]), ("H2", 3), ("P", [4, 5, 6, 7]))
    assert [(line.kind, line.level) for line in read] == [
        ("heading", 1), (None, None), (None, None), ("heading", 2), *[(None, None)] * 4
    ]  # fmt: skip
    assert [line.element == read[1].element for line in read] == [False, True, True, *[False] * 5]


def test_inline_elements_are_of_the_paragraph_around_them(book):
    book.page(stack(*LINES))
    read = lines(book, ("P", [0, ("Span", 1), ("Link", [("Span", 2)]), ("NonStruct", 3), 4, 5]))
    assert len({line.element for line in read}) == 1


@pytest.mark.parametrize("role", ["Überschrift", "Heading"])
def test_roles_of_the_author_are_mapped_to_those_of_the_standard(book, role):
    book.page(stack("The flood", *LINES))
    read = lines(
        book, (role, 0), ("Body", [1, 2, 3, 4, 5, 6]), roles={role: "Head", "Head": "H2", "Body": "P"}
    )
    assert (read[0].kind, read[0].level) == ("heading", 2)


def test_several_headings_of_the_first_level_are_no_titles(book):
    book.page(stack("The flood", *LINES[:2], "Why it came", *LINES[2:]))
    read = lines(book, ("H1", 0), ("P", [1, 2]), ("H1", 3), ("P", [4, 5, 6, 7]))
    assert [read[0].level, read[3].level] == [2, 2]


def test_an_item_is_one_block_with_its_mark(book):
    book.page(
        stack(LINES[0], LINES[1], "1.", "Boats were sent from the town in the", "evening.", "2.", "Tents")
    )
    tree = ("P", [0, 1]), ("L", [
        ("LI", [("Lbl", 2), ("LBody", [("P", [3, 4])])]), ("LI", [("Lbl", 5), ("LBody", 6)])
    ], {"A": Dictionary(O=Name.List, ListNumbering=Name.Decimal)})  # fmt: skip
    read = lines(book, *tree)
    assert [line.kind for line in read] == [None, None, *["list"] * 5]
    assert {line.ordered for line in read[2:]} == {True}
    assert len({line.element for line in read}) == 3


def test_a_mark_far_from_its_text_is_in_one_line_with_it(book):
    bullet, text = show("•", x=300), show("ناراب", x=100)
    book.page(
        marked(0, bullet)
        + marked(1, text)
        + "".join(marked(n + 2, show(t, y=200 - 14 * n)) for n, t in enumerate(LINES))
    )
    read = lines(book, ("L", [("LI", [("Lbl", 0), ("LBody", 1)])]), ("P", [2, 3, 4, 5, 6, 7]))
    assert read[0].text == "• باران"


def test_kinds_come_from_the_tree(book):
    note = marked(8, show("1 Not counted.", y=150, size=8))
    book.page(stack(*LINES, "Water is a debt.", "At the bridge") + note)
    tree = ("P", [0, 1, 2, 3, 4, 5]), ("BlockQuote", [("P", 6)]), ("Caption", 7), ("Note", [("P", 8)])
    assert [line.kind for line in lines(book, *tree)[6:]] == ["quote", "caption", "footnote"]


def test_a_note_in_the_size_of_the_text_is_none(book):
    book.page(stack(*LINES, "been upon it when it went."))
    assert not any(line.kind for line in lines(book, ("P", [0, 1, 2, 3, 4]), ("Note", [5, 6])))


@pytest.mark.parametrize("title", ["2. The flood", "The flood"])
def test_a_lone_first_heading_after_larger_text_or_with_a_number_is_no_title(book, title):
    larger = marked(7, show("Report of the year", y=290, size=14 if title == "The flood" else 10))
    book.page(larger + stack(title, *LINES, y=270))
    read = lines(book, ("P", 7), ("H1", 0), ("P", [1, 2, 3, 4, 5, 6]))
    assert [(line.kind, line.level) for line in read[:2]] == [(None, None), (None, None)]


def test_a_language_is_believed_where_the_lines_are_in_it(book):
    book.page(stack(*LINES, "Station"))
    read = lines(book, ("P", [0, 1, 2, 3, 4, 5], {"Lang": "en-GB"}), ("P", 6, {"Lang": "EN"}))
    assert [line.lang for line in read] == ["en"] * 7


def test_a_language_is_not_believed_where_the_lines_are_in_another(book):
    book.page(stack(*LINES, "Station"))
    read = lines(book, ("P", [0, 1, 2, 3, 4, 5], {"Lang": "de"}), ("P", 6, {"Lang": "de"}))
    assert [line.lang for line in read] == [None] * 7


def test_the_text_for_a_figure_is_that_of_its_picture(book):
    image = book.stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    content = stack(*LINES) + "/Figure <</MCID 6>> BDC q 100 0 0 80 50 50 cm /Im Do Q EMC"
    book.page(content, XObject={"Im": image})
    document = book.tree(("P", [0, 1, 2, 3, 4, 5]), ("Figure", 6, {"Alt": "The broken bridge"})).read()
    (picture,) = [line for line in document.lines if line.kind == "image"]
    assert picture.text == "The broken bridge"
    assert document.letters == sum(c.isalnum() for line in document.lines for c in line.text)


@pytest.mark.parametrize("box", [[40, 40, 160, 140], [160, 140, 40, 40]])
def test_a_figure_may_be_known_by_its_box(book, box):
    image = book.stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    book.page(stack(*LINES) + "q 100 0 0 80 50 50 cm /Im Do Q", XObject={"Im": image})
    figure = ("Figure", [], {"Alt": "The bridge", "A": Dictionary(O=Name.Layout, BBox=Array(box))})
    assert [line.text for line in lines(book, ("P", [0, 1, 2, 3, 4, 5]), figure) if line.kind == "image"] == [
        "The bridge"
    ]


@pytest.mark.parametrize(
    "alt",
    ["bridge.png", "Figure", "C:\\pictures\\bridge 1.jpeg", "A river. Description automatically generated"],
)
def test_what_no_author_wrote_is_no_text_for_a_figure(book, alt):
    image = book.stream(b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    book.page("/Figure <</MCID 0>> BDC q 100 0 0 80 50 50 cm /Im Do Q EMC", XObject={"Im": image})
    (picture,) = lines(book, ("Figure", 0, {"Alt": alt}))
    assert not picture.text


def test_an_artifact_at_the_edge_of_a_page_is_a_running_line(book):
    book.page("/Artifact BMC " + show("Annals 7", y=285) + " EMC " + stack(*LINES, y=250))
    read = lines(book, ("P", [0, 1, 2, 3, 4, 5]))
    assert [line.place for line in read] == ["header", *[None] * 6]


def test_an_artifact_of_a_file_without_a_tree_stays(book):
    document = book.page("/Artifact BMC " + show("Annals 7", y=285) + " EMC " + stack(*LINES, y=250)).read()
    assert not any(line.place for line in document.lines)


# tables

XS, YS = (30, 130, 230), (200, 180, 160)


def tagged_table(book, rows, rtl=False):
    """A table without rules, drawn row by row; its tree."""
    content, tree, number = stack(*LINES, y=290, step=12), [], 6
    for y, row in zip(YS, rows, strict=True):
        cells = []
        for x, text in zip(XS[::-1] if rtl else XS, row, strict=False):
            content += marked(number, show(text[::-1] if rtl else text, x=x, y=y), "TD")
            cells.append(("TD", [("P", number)]))
            number += 1
        tree.append(("TR", cells))
    book.page(content)
    return lines(book, ("P", [0, 1, 2, 3, 4, 5]), ("Table", [("TBody", tree)]))


def test_a_table_of_the_tree_needs_no_rules(book):
    rows = (("Year", "Boats", "People"), ("2019", "12", "340"), ("2020", "9", "288"))
    (table,) = [line for line in tagged_table(book, rows) if line.kind == "table"]
    assert table.rows == rows


def test_a_table_of_the_tree_runs_from_the_right_where_its_letters_do(book):
    rows = (("سال", "بند", "مردم"), ("بار", "نان", "داد"), ("شب", "روز", "ماه"))
    (table,) = [line for line in tagged_table(book, rows, rtl=True) if line.kind == "table"]
    assert table.rows == rows
    assert table.dir == "rtl"


def test_a_cell_stands_in_the_column_that_it_is_printed_in(book):
    content = stack(*LINES, y=290, step=12)
    places = ((30, 200, "Year"), (130, 200, "Boats"), (230, 200, "People"), (30, 180, "2019"), (130, 180, "12"),
              (230, 180, "340"), (230, 160, "288"))  # fmt: skip
    content += "".join(marked(6 + n, show(text, x, y), "TD") for n, (x, y, text) in enumerate(places))
    rows = [("TR", [("TD", number) for number in row]) for row in ((6, 7, 8), (9, 10, 11), (12,))]
    book.page(content)
    (table,) = [
        line for line in lines(book, ("P", [0, 1, 2, 3, 4, 5]), ("Table", rows)) if line.kind == "table"
    ]
    assert table.rows == (("Year", "Boats", "People"), ("2019", "12", "340"), ("", "", "288"))


def test_cells_over_one_another_are_no_table(book):
    book.page(stack(*LINES, "one", "two", "three", "four", y=290, step=12))
    rows = [("TR", [("TD", 6), ("TD", 7)]), ("TR", [("TD", 8), ("TD", 9)])]
    read = lines(book, ("P", [0, 1, 2, 3, 4, 5]), ("Table", rows))
    assert not any(line.kind == "table" for line in read)
    assert [line.text for line in read] == [*LINES, "one", "two", "three", "four"]


# distrust


def untold(read):
    return all(line.element is None and line.kind is None for line in read)


def test_a_tree_that_makes_a_paragraph_of_each_line_is_not_believed(book):
    book.page(stack(*LINES))
    assert untold(lines(book, *[("P", n) for n in range(6)]))


def test_a_tree_that_makes_one_paragraph_of_a_page_is_not_believed(book):
    gaps = [marked(n, show(LINES[n % 6], y=290 - 14 * n - 14 * (n // 3))) for n in range(12)]
    book.page("".join(gaps))
    assert untold(lines(book, ("Document", [("P", list(range(12)))])))


def test_a_tree_in_another_order_than_the_page_is_not_believed(book):
    book.page(stack(*LINES, *LINES))
    odd, even = list(range(0, 12, 2)), list(range(1, 12, 2))
    assert untold(lines(book, ("P", odd), ("P", even)))


def test_headings_that_are_most_of_the_text_are_none(book):
    book.page(stack(*LINES))
    assert not any(line.kind for line in lines(book, ("H1", [0, 1, 2]), ("P", [3, 4, 5])))


@pytest.mark.parametrize("damage", ["cycle", "names", "numbers"])
def test_a_damaged_tree_costs_no_text(book, damage):
    book.page(stack(*LINES)).tree(("P", [0, 1, 2, 3, 4, 5]))
    root = book.pdf.Root.StructTreeRoot
    if damage == "cycle":
        root.K[0].K.append(root.K[0])
    elif damage == "names":
        root.K[0].K = Name("/P")
    else:
        root.K[0].S, root.RoleMap = 7, Array([1])
    assert [line.text for line in book.read().lines] == list(LINES)


# what the article makes of it


def test_a_paragraph_of_the_tree_goes_on_over_the_page(book, blocks):
    book.page(stack("A flood", *LINES, y=280))
    book.page(stack(*LINES, y=280))
    book.tree(("H1", (0, 0)), ("P", [*[(0, n) for n in range(1, 7)], *[(1, n) for n in range(3)]]),
              ("P", [(1, n) for n in range(3, 6)]))  # fmt: skip
    body = blocks()
    assert [text for kind, text in body if kind == "paragraph"] == [
        " ".join(LINES + LINES[:3]), " ".join(LINES[3:])
    ]  # fmt: skip


def test_lines_of_one_heading_are_one_block(book, blocks):
    book.page(stack("A flood", *LINES, "Why it came and what was", "left of the bridge", *LINES))
    book.tree(("H1", 0), ("P", list(range(1, 7))), ("H2", [7, 8]), ("P", list(range(9, 15))))
    assert ("heading", "Why it came and what was left of the bridge") in blocks()


def test_items_of_the_tree_are_items_of_one_list(book, blocks):
    book.page(stack("A flood", *LINES, "Boats were sent from the town in the", "evening.", "Tents came."))
    book.tree(("H1", 0), ("P", [1, 2, 3, 4, 5, 6]), ("L", [("LI", [7, 8]), ("LI", 9)]))
    assert blocks()[-1] == ("list", "Boats were sent from the town in the evening.\nTents came.")


def test_text_right_in_the_document_is_no_paragraph(book):
    """Browsers give an HTML <div> no element of its own."""
    book.page(stack(*LINES))
    read = lines(
        book,
        ("Document", [("P", [0, 1]), ("NonStruct", [("NonStruct", 2)]), ("NonStruct", 3), ("P", [4, 5])]),
    )
    assert [line.element is None for line in read] == [False, False, True, True, False, False]


def test_items_that_are_no_elements_stand_between_paragraphs(book, blocks):
    items = ("1. Boats were sent", "2. Tents were set up", "3. Nobody slept")
    book.page(stack("The flood", *LINES[:2], *items, *LINES[2:]))
    plain = [("NonStruct", [("NonStruct", number)]) for number in (3, 4, 5)]
    book.tree(("Document", [("H1", 0), ("P", [1, 2]), *plain, ("P", [6, 7, 8, 9])]))
    assert [kind for kind, _ in blocks()] == ["paragraph", "list", "paragraph"]


def test_code_in_a_paragraph_is_part_of_it(book):
    book.page(stack(*LINES))
    read = lines(book, ("P", [0, ("Code", [1]), 2]), ("Code", [3, 4, 5]))
    assert [line.element == read[0].element for line in read] == [True] * 3 + [False] * 3

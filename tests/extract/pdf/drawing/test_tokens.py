import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.pdf.drawing.tokens import (
    Array,
    operators,
    read_numbers,
    read_operands,
    read_string,
    text_items,
)
from tests.extract.pdf.patience import patience


def run(stream):
    """Operators with their operands, arrays as their source."""
    return [(name, read_operands(source)) for name, source in operators(stream)]


def operands(stream):
    """Operands of the one operator that a stream is closed with."""
    ((name, found),) = run(stream + b" op")
    assert name == b"op"
    return found


@pytest.mark.parametrize(
    ("token", "meaning"),
    [
        (b"()", b""),
        (b"(plain)", b"plain"),
        (rb"(a\(b\)c\\)", rb"a(b)c" + b"\\"),
        (b"(a(b(c)d)e)", b"a(b(c)d)e"),
        (b"(1(2(3(4)3)2)1)", b"1(2(3(4)3)2)1"),
        (rb"(\n\r\t\b\f)", b"\n\r\t\b\f"),
        (rb"(\101\7\0533)", b"A\x07+3"),
        (rb"(\777)", b"\xff"),
        (rb"(\8\q)", b"8q"),
        (b"(one\\\ntwo)", b"onetwo"),
        (b"(one\\\r\ntwo)", b"onetwo"),
        (b"(one\r\ntwo\rthree)", b"one\ntwo\nthree"),
        (b"([ ] << >> % /no)", b"[ ] << >> % /no"),
        (b"<48656C6c6F>", b"Hello"),
        (b"< 48 65\n6c >", b"Hel"),
        (b"<4>", b"@"),
        (b"<486>", b"H\x60"),
        (b"<>", b""),
    ],
)
def test_strings_are_read_as_the_standard_says(token, meaning):
    assert operands(token) == read_string(b" " + token + b"\n") == [meaning]


def test_a_string_may_nest_deeper_than_any_real_one():
    deep = b"(" * 8 + b"x" + b")" * 8
    assert operands(deep) == [deep[1:-1]]


@pytest.mark.parametrize(
    ("token", "value"),
    [
        (b"0", 0), (b"12", 12), (b"+12", 12), (b"-12", -12), (b"1.5", 1.5), (b"-.5", -0.5), (b"4.", 4),
        (b"00012", 12), (b"--5", -5), (b"1.-2", 1), (b"12-34", 12), (b"-0.000000000001", -1e-12),
    ],
)  # fmt: skip
def test_numbers_are_read_as_viewers_read_them(token, value):
    assert operands(token) == read_numbers(token) == [value]


@pytest.mark.parametrize(
    ("token", "meaning"),
    [(b"/F1", "/F1"), (b"/", "/"), (b"/A#20B", "/A B"), (b"/A#zB", "/A#zB"), (b"/TT0.1", "/TT0.1")],
)
def test_names_keep_their_slash_and_resolve_escapes(token, meaning):
    assert operands(token) == [meaning]


def test_tokens_need_no_blank_between_them():
    assert run(b"/F1 9 Tf(a)Tj[(b)-3<63>]TJ") == [
        (b"Tf", ["/F1", 9]),
        (b"Tj", [b"a"]),
        (b"TJ", [b"[(b)-3<63>]"]),
    ]


def test_operators_may_hold_quotes_and_stars():
    assert [name for name, _ in run(b"T* (a) ' 1 2 (b) \" f* B* d0")] == [
        b"T*", b"'", b'"', b"f*", b"B*", b"d0",
    ]  # fmt: skip


def test_the_items_of_an_array_come_in_order():
    ((_, (array,)),) = run(rb"[(a\)) -120.5 <62>-.5(c]) 7 % note" + b"\n (d)] TJ")
    assert isinstance(array, Array)
    assert list(text_items(array)) == [b"a)", -120.5, b"b", -0.5, b"c]", 7, b"d"]


def test_a_dictionary_is_one_operand():
    assert operands(b"/Span << /ActualText (x) /MCID 3 >>") == ["/Span", {"/ActualText": b"x", "/MCID": 3}]


def test_dictionaries_nest():
    assert operands(b"<</A <</B 1 /C <48>>> /D /E>>") == [{"/A": {"/B": 1, "/C": b"H"}, "/D": "/E"}]


def test_a_dictionary_that_was_never_opened_harms_nothing_after_it():
    assert run(b">> q 1 w")[-1] == (b"w", [1])


@pytest.mark.parametrize(
    "key",
    [
        b"(text)",
        b"5",
        b"[1]",
        b"<</B 1>>",
    ],
)
def test_a_dictionary_with_something_else_for_a_key_does_no_harm(key):
    ((_, found),) = run(b"/Span <<" + key + b" 1 /MCID 3>> op")
    assert found[0] == "/Span"


def test_comments_run_to_the_end_of_the_line():
    assert run(b"1 % (not a string\r2 %%\n3 op") == [(b"op", [1, 2, 3])]


@pytest.mark.parametrize("data", [b"\x00\xff(((<<[[", b"Q Q Tj (", b"xEIx \nEIEI", b""])
def test_the_bytes_of_an_inline_image_are_jumped_over(data):
    assert run(b"q BI /W 1 /H 1 ID " + data + b"\nEI Q 5 w") == [(b"q", []), (b"Q", []), (b"w", [5])]


def test_an_inline_image_that_never_ends_hides_the_rest():
    assert run(b"q BI /W 1 ID \x00\x01 (abc) Tj") == [(b"q", [])]


def test_a_string_that_never_ends_costs_only_itself():
    assert (b"Tj", [b"sound"]) in run(b"(sound) Tj (broken")


@given(st.binary(max_size=300))
def test_no_bytes_at_all_make_it_fail(data):
    for name, source in operators(data):
        assert name
        for operand in (*read_operands(source), *read_numbers(source), *read_string(source)):
            if isinstance(operand, Array):
                assert all(isinstance(item, bytes | float) for item in text_items(operand))


@given(st.text(alphabet="()[]<>/%\\ \n01aBIDE'-.", max_size=400))
def test_no_order_of_delimiters_makes_it_fail(text):
    assert all(name for name, _ in operators(text.encode()))


@pytest.mark.parametrize(
    "piece",
    [
        b"(",
        b"\\(",
        b"[(",
        b"[",
        b"<",
        b"<<",
        b"<< >>",
        b"((a)",
        b"(a",
        b"[<",
        b"-",
        b"1.",
        b"[[(",
        b"[%",
        b"BI ",
        b"/",
    ],
)
def test_time_grows_with_the_length_and_no_faster(piece):
    with patience(5.0):
        run(piece * 30_000 + b" 1 w")


def test_dictionaries_nested_thousandfold_take_no_longer():
    with patience(5.0):
        run(b"<<" * 30_000 + b">>" * 30_000 + b" op")


numbers = st.one_of(
    st.integers(-10_000, 10_000).map(float), st.floats(-1000, 1000).map(lambda x: round(x, 3))
)
names = st.text("abcXYZ09+-_.", min_size=1, max_size=8).map("/".__add__)
strings = st.binary(max_size=20)
scalars = numbers | names | strings
dictionaries = st.recursive(
    st.dictionaries(names, scalars, max_size=4),
    lambda inner: st.dictionaries(names, scalars | inner, max_size=3),
    max_leaves=4,
)
arrays = st.lists(numbers | strings, max_size=6)
operator_names = st.sampled_from([b"Tj", b"TJ", b"'", b'"', b"T*", b"cm", b"BDC", b"re", b"f*"])


def literal(data):
    return b"(" + re.sub(rb"[()\\\r]", lambda m: b"\\%03o" % m[0][0], data) + b")"


def write(value, hexadecimal):
    if isinstance(value, float):
        return f"{value:.3f}".encode()
    if isinstance(value, str):
        return value.encode()
    if isinstance(value, bytes):
        return b"<" + value.hex().encode() + b">" if hexadecimal else literal(value)
    if isinstance(value, dict):
        inner = b" ".join(key.encode() + b" " + write(one, hexadecimal) for key, one in value.items())
        return b"<<" + inner + b">>"
    return b"[" + b" ".join(write(one, hexadecimal) for one in value) + b"]"


@given(
    st.lists(st.tuples(st.lists(scalars | dictionaries | arrays, max_size=4), operator_names), max_size=8),
    st.booleans(),
    st.sampled_from([b" ", b"\n", b" % comment (\n"]),
)
def test_what_is_written_is_read_back(program, hexadecimal, blank):
    stream = b"".join(
        b"".join(write(operand, hexadecimal) + blank for operand in found) + name + blank
        for found, name in program
    )
    read = [
        ([list(text_items(one)) if isinstance(one, Array) else one for one in read_operands(source)], name)
        for name, source in operators(stream)
    ]
    assert read == program

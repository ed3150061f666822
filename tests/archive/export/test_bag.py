"""A BagIt bag: valid to another implementation, complete, with metadata of the right form."""

import hashlib
import json
from urllib.parse import quote

import bagit
import pytest
from lxml import etree

from pipeline import OutputError
from pipeline.archive.export import export
from pipeline.archive.export.dublin_core import DC, dublin_core
from pipeline.archive.export.premis import PREMIS
from pipeline.archive.export.xml import XML
from pipeline.archive.reader import Reader
from pipeline.archive.search import Query
from tests.archive.archives import make_archive, record

ALL = Query(limit=None)

# The children of PREMIS 3 elements in the order of its schema; * for those that have only text.
ORDER = {
    "premis": "object event agent rights",
    "object": "objectIdentifier preservationLevel significantProperties objectCharacteristics originalName storage"
    " signatureInformation environmentFunction relationship linkingEventIdentifier linkingRightsStatementIdentifier",
    "objectCharacteristics": "compositionLevel fixity size format creatingApplication inhibitors",
    "fixity": "messageDigestAlgorithm messageDigest messageDigestOriginator",
    "format": "formatDesignation formatRegistry formatNote",
    "formatDesignation": "formatName formatVersion",
    "relationship": "relationshipType relationshipSubType relatedObjectIdentifier relatedEventIdentifier",
    "event": "eventIdentifier eventType eventDateTime eventDetailInformation eventOutcomeInformation"
    " linkingAgentIdentifier linkingObjectIdentifier",
    "eventDetailInformation": "eventDetail eventDetailExtension",
    "eventOutcomeInformation": "eventOutcome eventOutcomeDetail",
    "eventOutcomeDetail": "eventOutcomeDetailNote eventOutcomeDetailExtension",
    "agent": "agentIdentifier agentName agentType agentVersion agentNote",
}
NEEDED = {
    "object": {"objectIdentifier", "objectCharacteristics"},
    "objectCharacteristics": {"format"},
    "event": {"eventIdentifier", "eventType", "eventDateTime"},
    "agent": {"agentIdentifier"},
    "premis": {"object"},
}


def local(element):
    return etree.QName(element).localname


def check_premis(element):
    """The element and all below it stand where the schema wants them."""
    name, children = local(element), [local(child) for child in element]
    assert etree.QName(element).namespace == PREMIS
    if name.endswith("Identifier"):
        assert children == [f"{name}Type", f"{name}Value"]
    elif name in ORDER:
        order = ORDER[name].split()
        assert [order.index(child) for child in children] == sorted(order.index(child) for child in children)
        assert NEEDED.get(name, set()) <= set(children)
    else:
        assert not children, name
        assert element.text
    for child in element:
        check_premis(child)


def texts(root, name):
    return [element.text for element in root.iter(f"{{{PREMIS}}}{name}")]


@pytest.fixture
def bag(place, tmp_path):
    """The bag of an archive of a page with a picture beside it, and of a PDF file in a directory."""
    place.put("old/نامه.pdf", "word-ps-school")
    place.put("kites.html")
    place.run(jobs=1)
    with Reader(place.archive) as reader:
        exported = export(
            reader, ALL, tmp_path / "bag", "bag", sources=True, info=[("Contact-Name", "Ann Lee")]
        )
    assert (exported.count, exported.missing) == (2, ())
    return tmp_path / "bag"


def test_another_implementation_finds_the_bag_valid(bag):
    other = bagit.Bag(str(bag))
    assert other.validate()
    files = [path for path in (bag / "data").rglob("*") if path.is_file()]
    assert other.info["Payload-Oxum"] == f"{sum(path.stat().st_size for path in files)}.{len(files)}"
    assert other.info["Contact-Name"] == "Ann Lee"
    assert set(other.algorithms) == {"sha256", "sha512"}


def test_a_bit_that_fell_over_is_found(bag):
    with (bag / "data/articles/kites.md").open("ab") as file:
        file.write(b" ")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(bag)).validate()


def test_a_bag_has_the_articles_their_sources_and_metadata(bag, place):
    have = {
        path.relative_to(bag / "data").as_posix(): path
        for path in (bag / "data").rglob("*")
        if path.is_file()
    }
    for name, content in place.tree().items():
        assert have[f"articles/{name}"].read_bytes() == content
    for name in ("old/نامه.pdf", "kites.html"):
        assert have[f"sources/{name}"].read_bytes() == (place.inbox / name).read_bytes()
    for name in ("old/نامه", "kites"):
        assert f"metadata/{name}.premis.xml" in have
        assert f"metadata/{name}.dc.xml" in have


def test_premis_says_what_was_done(bag):
    root = etree.parse(bag / "data/metadata/kites.premis.xml").getroot()
    check_premis(root)
    assert texts(root, "eventType") == [
        "ingestion",
        "message digest calculation",
        "normalization",
        "validation",
    ]
    assert texts(root, "eventOutcome")[:3] == ["success"] * 3
    record_, source = bag / "data/articles/kites.json", bag / "data/sources/kites.html"
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (source, record_)]
    assert texts(root, "messageDigest") == digests
    known = set(texts(root, "objectIdentifierValue")) | set(texts(root, "agentIdentifierValue"))
    assert set(texts(root, "linkingObjectIdentifierValue")) <= known
    assert set(texts(root, "linkingAgentIdentifierValue")) <= known
    assert json.loads(record_.read_bytes())["id"] in known


def test_premis_tells_the_tries_that_failed(place, tmp_path):
    place.put("blow_up.html")
    from msgspec.structs import replace

    from pipeline.archive.statuses import TRIED_TWICE
    from tests import faults
    from tests.places import NOW

    place.run(make=faults.make)
    place.run(replace(NOW, retry=TRIED_TWICE))
    with Reader(place.archive) as reader:
        export(reader, ALL, tmp_path / "bag", "bag")
    root = etree.parse(tmp_path / "bag/data/metadata/blow_up.premis.xml").getroot()
    check_premis(root)
    outcomes = zip(texts(root, "eventType"), texts(root, "eventOutcome"), strict=True)
    assert [outcome for kind, outcome in outcomes if kind == "normalization"] == [
        "failure",
        "failure",
        "success",
    ]


def test_a_source_that_changed_or_went_is_told_and_the_article_kept(tmp_path):
    with Reader(make_archive(tmp_path / "archive", [record("one")])) as reader:
        exported = export(reader, ALL, tmp_path / "bag", "bag", sources=True)
    assert (exported.count, exported.missing) == (1, ("the source of a0",))
    assert bagit.Bag(str(tmp_path / "bag")).validate()


def test_a_bag_is_never_written_over_something(tmp_path):
    (tmp_path / "bag").mkdir()
    with Reader(make_archive(tmp_path / "archive", [])) as reader:
        with pytest.raises(OutputError, match="there already"):
            export(reader, ALL, tmp_path / "bag", "bag")
        export(reader, ALL, tmp_path / "empty", "bag")
    assert bagit.Bag(str(tmp_path / "empty")).validate()


PAGE = """<html lang="en"><body><article><h1>Goats on Board</h1>
<p>The ferry from the island carries forty passengers, two cars and, on market days, as many goats as will stand still.</p>
<img src="100%25_files/goat%25.jpg" alt="A goat">
<p>Nobody has counted them since the spring, and the captain says that nobody ever will as long as he is at the wheel.</p>
</article></body></html>"""


def test_names_that_programs_would_not_agree_upon_get_stand_ins(place, tmp_path):
    place.put("%20/100%.html", PAGE.encode())
    place.put("%20/100%_files/goat%.jpg", b"a goat")
    place.put("two\nlines\r%.html")
    place.run()
    with Reader(place.archive) as reader:
        exported = export(reader, ALL, tmp_path / "bag", "bag", sources=True)
    assert exported.missing == ()
    assert bagit.Bag(str(tmp_path / "bag")).validate()
    data = tmp_path / "bag/data"
    assert (data / "sources/％20/100％.html").read_bytes() == PAGE.encode()
    assert (data / "articles/two␊lines␍％.json").exists()
    originals = texts(etree.parse(data / "metadata/％20/100％.premis.xml").getroot(), "originalName")
    assert originals == ["100%.html", "articles/%20/100%.json"]
    blocks = json.loads((data / "articles/％20/100％.json").read_bytes())["body"]
    [link] = [block["image"] for block in blocks if "image" in block]
    assert (data / "articles/％20" / link).read_bytes() == b"a goat"
    assert f"![A goat]({quote(link)})" in (data / "articles/％20/100％.md").read_text("utf-8")


def test_dublin_core_has_the_fields_of_a_record():
    name = {"text": "آزادی", "lang": "fa", "dir": "rtl"}
    root = etree.fromstring(
        dublin_core(
            record(
                title="A\x00 \ud800 <title>",
                lang="en",
                authors=["Ann", "Bob"],
                date="2020-01-31",
                section=[name],
                site={"name": [name], "url": "a.org"},
            )
        )
    )
    found = [(local(element), element.text) for element in root]
    assert found == [
        ("title", "A\ufffd \ufffd <title>"),
        ("creator", "Ann"),
        ("creator", "Bob"),
        ("subject", "آزادی"),
        ("publisher", "آزادی"),
        ("date", "2020-01-31"),
        ("type", "Text"),
        ("format", "application/pdf"),
        ("identifier", found[8][1]),
        ("language", "en"),
    ]
    assert all(etree.QName(element).namespace == DC for element in root)
    assert [element.get(f"{{{XML}}}lang") for element in root if local(element) in ("title", "subject")] == [
        "en",
        "fa",
    ]

"""Archives made of records, without any input: what is read of an archive does not ask how it was made."""

import hashlib

from pipeline.archive.catalogue import Catalogue, Ended
from pipeline.archive.entry import entry_of
from pipeline.archive.local import Archive
from pipeline.emit.strict import dumps


def record(text="", title="Title", *, lang="fa", **fields):
    """An article/1 record with one paragraph, or several if `text` is a list."""
    direction = "rtl" if lang in ("fa", "ps", "ar") else "ltr"
    texts = [text] if isinstance(text, str) else text
    sha256 = hashlib.sha256(repr((texts, title, lang, fields)).encode()).hexdigest()
    body = [
        {"kind": "paragraph", "text": each, "lang": lang, "dir": direction, "page": number}
        for number, each in enumerate(texts, 1)
    ]
    return {
        "schema": "article/1",
        "id": f"sha256:{sha256}",
        "status": "ok",
        "title": title,
        "lang": lang,
        "langs": [lang],
        "dir": direction,
        "body": body,
        "source": {"file": "a.pdf", "media_type": "application/pdf", "sha256": sha256, "bytes": 1},
        "conversion": {"tool": "baygan", "version": "0"},
        "accounting": {"letters": 0},
        **fields,
    }


def make_archive(root, records):
    """An archive of the records, named a0, a1, …; each from the source a0.pdf, … of /inbox."""
    archive = Archive(root)
    archive.open()
    with Catalogue(archive.catalogue) as catalogue:
        run = catalogue.begin_run("/inbox", "2024-01-01T00:00:00+00:00")
        ended = []
        for number, each in enumerate(records):
            archive.stage(f"articles/a{number}.json", dumps(each).encode())
            ended.append(
                Ended(
                    inbox="/inbox",
                    path=f"a{number}.pdf",
                    size=1,
                    mtime_ns=0,
                    status=each["status"],
                    sha256=each["source"]["sha256"],
                    entry=entry_of(each),
                    name=f"a{number}",
                )
            )
        archive.publish()
        catalogue.record(run, ended)
    return root

-- The catalogue: what is known of each source, document and run. The files of the archive are the truth;
-- this can be made again from them (`baygan reindex`). Times are UTC, ISO 8601.

CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    inbox TEXT NOT NULL,
    version TEXT NOT NULL,
    started TEXT NOT NULL,
    finished TEXT,                      -- empty: it was killed
    stopped TEXT,                       -- why it ended before all inputs had
    counts TEXT                         -- JSON: status -> number of inputs
) STRICT;

-- The journal: what the last batch does to the files of the archive, and how its inputs ended, until that is recorded.
CREATE TABLE change (
    temporary TEXT NOT NULL,            -- below .baygan/tmp; empty: the target is removed
    target TEXT NOT NULL                -- from the archive
) STRICT;
CREATE TABLE unrecorded (
    run INTEGER NOT NULL REFERENCES run (id),
    ended TEXT NOT NULL                 -- JSON
) STRICT;

-- A file of an inbox, and how its last try ended.
CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    inbox TEXT NOT NULL,
    path TEXT NOT NULL,                 -- from the inbox; "bytes:" and percent-encoded where it is not UTF-8
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    sha256 TEXT,                        -- of the bytes; empty where they could not be read
    status TEXT NOT NULL,
    reason TEXT,
    made_with TEXT,                     -- digest of versions, settings and profile
    run INTEGER NOT NULL REFERENCES run (id),
    UNIQUE (inbox, path)
) STRICT;
CREATE INDEX source_sha256 ON source (sha256);
CREATE INDEX source_status ON source (status);

-- A shard whose documents are recorded, be it that all of them have been made again since.
CREATE TABLE shard (
    name TEXT PRIMARY KEY               -- below shards/
) STRICT;

-- An article: one for each distinct file that could be converted.
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,                 -- articles/NAME.json, articles/NAME.md, or a row of a shard
    name_key TEXT NOT NULL UNIQUE,      -- the name as a careless file system compares it
    status TEXT NOT NULL,               -- ok, check
    title TEXT NOT NULL,
    authors TEXT,
    date TEXT,                          -- YYYY-MM-DD
    section TEXT,
    site TEXT,
    lang TEXT NOT NULL,
    dir TEXT NOT NULL,
    file TEXT NOT NULL,                 -- bare name of the source
    media_type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    pages INTEGER,
    letters INTEGER NOT NULL,
    profile TEXT,
    version TEXT NOT NULL,
    made_with TEXT,                     -- as of the source; empty if a lost catalogue was made again
    shard TEXT REFERENCES shard (name), -- empty: it has files of its own
    start INTEGER,                      -- of its row in the shard
    size INTEGER
) STRICT;
CREATE INDEX document_date ON document (date);
CREATE INDEX document_site ON document (site);
CREATE INDEX document_section ON document (section);
CREATE INDEX document_authors ON document (authors);

CREATE TABLE issue (
    document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    page INTEGER,
    count INTEGER
) STRICT;
CREATE INDEX issue_document ON issue (document);
CREATE INDEX issue_code ON issue (code);

-- Every try to convert a source, for the record.
CREATE TABLE attempt (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES run (id),
    inbox TEXT NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT,
    recorded TEXT NOT NULL,             -- when it was entered here, seconds after its end
    status TEXT NOT NULL,
    reason TEXT,
    signal TEXT,
    seconds REAL NOT NULL,              -- by the clock
    cpu REAL NOT NULL,                  -- seconds
    memory INTEGER NOT NULL,            -- bytes that the worker had held at most
    made_with TEXT
) STRICT;
CREATE INDEX attempt_sha256 ON attempt (sha256);

-- Title and body, folded twice: ZWNJ as a space, and ZWNJ left out. rowid is document.id.
CREATE VIRTUAL TABLE search USING fts5 (spaced, joined, tokenize = "unicode61 remove_diacritics 0");

PRAGMA user_version = 3;

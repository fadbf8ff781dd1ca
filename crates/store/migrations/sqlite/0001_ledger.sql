PRAGMA application_id = 1112034375;

CREATE TABLE meta (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
    seq INTEGER PRIMARY KEY NOT NULL,
    stream TEXT NOT NULL,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    at INTEGER NOT NULL,
    command TEXT NOT NULL,
    payload TEXT NOT NULL,
    salt BLOB,
    digest BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX entry_by_stream ON entry (stream, version);
CREATE INDEX entry_by_command ON entry (command);

CREATE TABLE tree (position INTEGER PRIMARY KEY NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE TABLE head (id INTEGER PRIMARY KEY NOT NULL CHECK (id = 0), size INTEGER NOT NULL, at INTEGER NOT NULL, note TEXT NOT NULL) STRICT;
CREATE TABLE checkpoint (size INTEGER PRIMARY KEY NOT NULL, at INTEGER NOT NULL, note TEXT NOT NULL) STRICT;

CREATE TABLE snapshot (
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (kind, number)
) STRICT;

CREATE TABLE finding (
    number INTEGER PRIMARY KEY NOT NULL,
    campaign INTEGER NOT NULL,
    unit INTEGER,
    aspect TEXT,
    scope TEXT,
    status TEXT NOT NULL,
    statement TEXT NOT NULL,
    label TEXT,
    measures INTEGER NOT NULL,
    done INTEGER NOT NULL,
    due TEXT,
    slips INTEGER NOT NULL,
    slip_days INTEGER NOT NULL,
    returns INTEGER NOT NULL,
    rebounds INTEGER NOT NULL,
    light TEXT NOT NULL,
    yellow TEXT NOT NULL,
    red TEXT NOT NULL,
    updated INTEGER NOT NULL,
    words TEXT NOT NULL
) STRICT;

CREATE TABLE measure (
    number INTEGER PRIMARY KEY NOT NULL,
    campaign INTEGER NOT NULL,
    unit INTEGER,
    owner INTEGER,
    post INTEGER,
    lead INTEGER,
    kind TEXT,
    status TEXT NOT NULL,
    heading TEXT,
    statement TEXT NOT NULL,
    first_due TEXT,
    due TEXT,
    slips INTEGER NOT NULL,
    slip_days INTEGER NOT NULL,
    light TEXT NOT NULL,
    yellow TEXT NOT NULL,
    red TEXT NOT NULL,
    updated INTEGER NOT NULL,
    words TEXT NOT NULL
) STRICT;

CREATE TABLE tie (measure INTEGER NOT NULL, finding INTEGER NOT NULL, PRIMARY KEY (measure, finding)) STRICT, WITHOUT ROWID;
CREATE INDEX tie_by_finding ON tie (finding);

CREATE VIRTUAL TABLE finding_text USING fts5 (grams, content='', contentless_delete=1, detail=none, tokenize='ascii');
CREATE VIRTUAL TABLE measure_text USING fts5 (grams, content='', contentless_delete=1, detail=none, tokenize='ascii');

-- "BHLG" at byte 68 of the file, by which other tools tell a ledger from other databases.
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
    kinds INTEGER NOT NULL,
    due TEXT NOT NULL,
    slips INTEGER NOT NULL,
    slip_days INTEGER NOT NULL,
    returns INTEGER NOT NULL,
    rebounds INTEGER NOT NULL,
    light TEXT NOT NULL,
    yellow TEXT NOT NULL,
    red TEXT NOT NULL,
    updated INTEGER NOT NULL,
    words TEXT NOT NULL,
    registered TEXT,
    closed TEXT,
    planned TEXT NOT NULL,
    papers INTEGER NOT NULL,
    waits TEXT NOT NULL,
    look_back TEXT NOT NULL
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
    due TEXT NOT NULL,
    slips INTEGER NOT NULL,
    slip_days INTEGER NOT NULL,
    light TEXT NOT NULL,
    yellow TEXT NOT NULL,
    red TEXT NOT NULL,
    updated INTEGER NOT NULL,
    words TEXT NOT NULL,
    waits TEXT NOT NULL
) STRICT;

CREATE TABLE tie (measure INTEGER NOT NULL, finding INTEGER NOT NULL, PRIMARY KEY (measure, finding)) STRICT, WITHOUT ROWID;
CREATE INDEX tie_by_finding ON tie (finding);
CREATE TABLE shown (measure INTEGER NOT NULL, evidence INTEGER NOT NULL, PRIMARY KEY (measure, evidence)) STRICT, WITHOUT ROWID;
CREATE INDEX shown_by_evidence ON shown (evidence);
CREATE TABLE looked (finding INTEGER NOT NULL, evidence INTEGER NOT NULL, PRIMARY KEY (finding, evidence)) STRICT, WITHOUT ROWID;
CREATE INDEX looked_by_evidence ON looked (evidence);

CREATE TABLE unit (number INTEGER PRIMARY KEY NOT NULL, parent INTEGER, name TEXT NOT NULL, short TEXT, dissolved INTEGER NOT NULL) STRICT;
CREATE INDEX unit_by_parent ON unit (parent);
CREATE TABLE person (number INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL) STRICT;
CREATE TABLE member (person INTEGER NOT NULL, unit INTEGER NOT NULL, PRIMARY KEY (person, unit)) STRICT, WITHOUT ROWID;
CREATE TABLE campaign (
    number INTEGER PRIMARY KEY NOT NULL,
    theme TEXT NOT NULL,
    profile TEXT NOT NULL,
    received TEXT NOT NULL,
    until TEXT,
    concluded INTEGER NOT NULL
) STRICT;
CREATE TABLE evidence (
    number INTEGER PRIMARY KEY NOT NULL,
    digest TEXT NOT NULL,
    size INTEGER NOT NULL,
    name TEXT NOT NULL,
    dated TEXT NOT NULL,
    supports_from TEXT NOT NULL,
    supports_to TEXT NOT NULL,
    stored TEXT NOT NULL,
    withdrawn INTEGER NOT NULL
) STRICT;
CREATE INDEX evidence_by_digest ON evidence (digest);

CREATE VIRTUAL TABLE finding_text USING fts5 (grams, content='', contentless_delete=1, detail=none, tokenize='ascii');
CREATE VIRTUAL TABLE measure_text USING fts5 (grams, content='', contentless_delete=1, detail=none, tokenize='ascii');

-- The order in which a list is read, with what rows are tried by, so that none is fetched in vain.
CREATE INDEX finding_by_number ON finding (number, status, light, yellow, red, campaign, unit, aspect, kinds);
CREATE INDEX finding_by_due ON finding (due, number, status, light, yellow, red, campaign, unit, aspect, kinds);
CREATE INDEX finding_by_updated ON finding (updated, number);
CREATE INDEX finding_by_slippage ON finding (slip_days, number);
CREATE INDEX measure_by_number ON measure (number, status, light, yellow, red, campaign, unit, kind);
CREATE INDEX measure_by_due ON measure (due, number, status, light, yellow, red, campaign, unit, kind);
CREATE INDEX measure_by_updated ON measure (updated, number);
CREATE INDEX measure_by_slippage ON measure (slip_days, number);

-- What narrows a list down.
CREATE INDEX finding_by_campaign ON finding (campaign, status);
CREATE INDEX finding_by_unit ON finding (unit);
CREATE INDEX finding_by_status ON finding (status, red);
CREATE INDEX finding_by_light ON finding (light);
CREATE INDEX finding_by_red ON finding (red);
CREATE INDEX finding_by_yellow ON finding (yellow, red);
CREATE INDEX finding_by_waits ON finding (waits);
CREATE INDEX finding_by_registered ON finding (registered);
CREATE INDEX finding_slipped ON finding (number) WHERE slips > 0;
CREATE INDEX finding_returned ON finding (number) WHERE returns > 0;
CREATE INDEX finding_rebounded ON finding (number) WHERE rebounds > 0;
CREATE INDEX finding_on_paper ON finding (number) WHERE papers > 0;
CREATE INDEX finding_by_look_back ON finding (look_back);
CREATE INDEX measure_by_campaign ON measure (campaign, status);
CREATE INDEX measure_by_unit ON measure (unit);
CREATE INDEX measure_by_owner ON measure (owner);
CREATE INDEX measure_by_lead ON measure (lead);
CREATE INDEX measure_by_post ON measure (post);
CREATE INDEX measure_by_red ON measure (red);
CREATE INDEX measure_by_yellow ON measure (yellow, red);
CREATE INDEX measure_by_waits ON measure (waits) WHERE waits <> '';

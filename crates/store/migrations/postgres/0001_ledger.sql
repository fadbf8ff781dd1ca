CREATE TABLE meta (key text COLLATE "C" PRIMARY KEY, value text COLLATE "C" NOT NULL);

CREATE TABLE entry (
    seq bigint PRIMARY KEY,
    stream text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    actor text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    command text COLLATE "C" NOT NULL,
    payload text COLLATE "C" NOT NULL,
    salt bytea,
    digest bytea NOT NULL
);
CREATE UNIQUE INDEX entry_by_stream ON entry (stream, version);
CREATE INDEX entry_by_command ON entry (command);

CREATE TABLE tree (position bigint PRIMARY KEY, hash bytea NOT NULL);
CREATE TABLE head (id bigint PRIMARY KEY CHECK (id = 0), size bigint NOT NULL, at bigint NOT NULL, note text NOT NULL);
CREATE TABLE checkpoint (size bigint PRIMARY KEY, at bigint NOT NULL, note text NOT NULL);

CREATE TABLE snapshot (
    kind text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    version bigint NOT NULL,
    at bigint NOT NULL,
    state text COLLATE "C" NOT NULL,
    PRIMARY KEY (kind, number)
);

CREATE TABLE finding (
    number bigint PRIMARY KEY,
    campaign bigint NOT NULL,
    unit bigint,
    aspect text COLLATE "C",
    scope text COLLATE "C",
    status text COLLATE "C" NOT NULL,
    statement text COLLATE "C" NOT NULL,
    label text COLLATE "C",
    measures bigint NOT NULL,
    done bigint NOT NULL,
    due text COLLATE "C",
    slips bigint NOT NULL,
    slip_days bigint NOT NULL,
    returns bigint NOT NULL,
    rebounds bigint NOT NULL,
    light text COLLATE "C" NOT NULL,
    yellow text COLLATE "C" NOT NULL,
    red text COLLATE "C" NOT NULL,
    updated bigint NOT NULL,
    words text COLLATE "C" NOT NULL
);

CREATE TABLE measure (
    number bigint PRIMARY KEY,
    campaign bigint NOT NULL,
    unit bigint,
    owner bigint,
    post bigint,
    lead bigint,
    kind text COLLATE "C",
    status text COLLATE "C" NOT NULL,
    heading text COLLATE "C",
    statement text COLLATE "C" NOT NULL,
    first_due text COLLATE "C",
    due text COLLATE "C",
    slips bigint NOT NULL,
    slip_days bigint NOT NULL,
    light text COLLATE "C" NOT NULL,
    yellow text COLLATE "C" NOT NULL,
    red text COLLATE "C" NOT NULL,
    updated bigint NOT NULL,
    words text COLLATE "C" NOT NULL
);

CREATE TABLE tie (measure bigint NOT NULL, finding bigint NOT NULL, PRIMARY KEY (measure, finding));
CREATE INDEX tie_by_finding ON tie (finding);

CREATE TABLE finding_text (rowid bigint PRIMARY KEY, grams text COLLATE "C" NOT NULL);
CREATE INDEX finding_text_by_gram ON finding_text USING gin (array_to_tsvector(string_to_array(grams, ' ')));
CREATE TABLE measure_text (rowid bigint PRIMARY KEY, grams text COLLATE "C" NOT NULL);
CREATE INDEX measure_text_by_gram ON measure_text USING gin (array_to_tsvector(string_to_array(grams, ' ')));

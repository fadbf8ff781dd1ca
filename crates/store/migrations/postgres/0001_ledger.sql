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
    kinds bigint NOT NULL,
    due text COLLATE "C" NOT NULL,
    slips bigint NOT NULL,
    slip_days bigint NOT NULL,
    returns bigint NOT NULL,
    rebounds bigint NOT NULL,
    light text COLLATE "C" NOT NULL,
    yellow text COLLATE "C" NOT NULL,
    red text COLLATE "C" NOT NULL,
    updated bigint NOT NULL,
    words text COLLATE "C" NOT NULL,
    registered text COLLATE "C",
    closed text COLLATE "C",
    planned text COLLATE "C" NOT NULL,
    papers bigint NOT NULL,
    waits text COLLATE "C" NOT NULL,
    look_back text COLLATE "C" NOT NULL
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
    due text COLLATE "C" NOT NULL,
    slips bigint NOT NULL,
    slip_days bigint NOT NULL,
    light text COLLATE "C" NOT NULL,
    yellow text COLLATE "C" NOT NULL,
    red text COLLATE "C" NOT NULL,
    updated bigint NOT NULL,
    words text COLLATE "C" NOT NULL,
    waits text COLLATE "C" NOT NULL
);

CREATE TABLE tie (measure bigint NOT NULL, finding bigint NOT NULL, PRIMARY KEY (measure, finding));
CREATE INDEX tie_by_finding ON tie (finding);
CREATE TABLE shown (measure bigint NOT NULL, evidence bigint NOT NULL, PRIMARY KEY (measure, evidence));
CREATE INDEX shown_by_evidence ON shown (evidence);
CREATE TABLE looked (finding bigint NOT NULL, evidence bigint NOT NULL, PRIMARY KEY (finding, evidence));
CREATE INDEX looked_by_evidence ON looked (evidence);

CREATE TABLE unit (number bigint PRIMARY KEY, parent bigint, name text COLLATE "C" NOT NULL, short text COLLATE "C", dissolved bigint NOT NULL);
CREATE INDEX unit_by_parent ON unit (parent);
CREATE TABLE person (number bigint PRIMARY KEY, name text COLLATE "C" NOT NULL);
CREATE TABLE member (person bigint NOT NULL, unit bigint NOT NULL, PRIMARY KEY (person, unit));
CREATE TABLE campaign (
    number bigint PRIMARY KEY,
    theme text COLLATE "C" NOT NULL,
    profile text COLLATE "C" NOT NULL,
    received text COLLATE "C" NOT NULL,
    until text COLLATE "C",
    concluded bigint NOT NULL
);
CREATE TABLE evidence (
    number bigint PRIMARY KEY,
    digest text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    dated text COLLATE "C" NOT NULL,
    supports_from text COLLATE "C" NOT NULL,
    supports_to text COLLATE "C" NOT NULL,
    stored text COLLATE "C" NOT NULL,
    withdrawn bigint NOT NULL
);
CREATE INDEX evidence_by_digest ON evidence (digest);

CREATE TABLE finding_text (rowid bigint PRIMARY KEY, grams text COLLATE "C" NOT NULL);
CREATE INDEX finding_text_by_gram ON finding_text USING gin (array_to_tsvector(string_to_array(grams, ' ')));
CREATE TABLE measure_text (rowid bigint PRIMARY KEY, grams text COLLATE "C" NOT NULL);
CREATE INDEX measure_text_by_gram ON measure_text USING gin (array_to_tsvector(string_to_array(grams, ' ')));

-- The order in which a list is read, with what rows are tried by, so that none is fetched in vain.
CREATE INDEX finding_by_number ON finding (number) INCLUDE (due, status, light, yellow, red, campaign, unit, aspect, kinds);
CREATE INDEX finding_by_due ON finding (due, number) INCLUDE (status, light, yellow, red, campaign, unit, aspect, kinds);
CREATE INDEX finding_by_updated ON finding (updated, number);
CREATE INDEX finding_by_slippage ON finding (slip_days, number);
CREATE INDEX measure_by_number ON measure (number) INCLUDE (due, status, light, yellow, red, campaign, unit, kind);
CREATE INDEX measure_by_due ON measure (due, number) INCLUDE (status, light, yellow, red, campaign, unit, kind);
CREATE INDEX measure_by_updated ON measure (updated, number);
CREATE INDEX measure_by_slippage ON measure (slip_days, number);

-- What narrows a list down; the rows that it leaves are told without being fetched.
CREATE INDEX finding_by_campaign ON finding (campaign, status) INCLUDE (number);
CREATE INDEX finding_by_unit ON finding (unit) INCLUDE (number);
CREATE INDEX finding_by_status ON finding (status, red) INCLUDE (number);
CREATE INDEX finding_by_light ON finding (light) INCLUDE (number);
CREATE INDEX finding_by_red ON finding (red) INCLUDE (number);
CREATE INDEX finding_by_yellow ON finding (yellow, red) INCLUDE (number);
CREATE INDEX finding_by_waits ON finding (waits);
CREATE INDEX finding_by_registered ON finding (registered);
CREATE INDEX finding_slipped ON finding (number) WHERE slips > 0;
CREATE INDEX finding_returned ON finding (number) WHERE returns > 0;
CREATE INDEX finding_rebounded ON finding (number) WHERE rebounds > 0;
CREATE INDEX finding_on_paper ON finding (number) WHERE papers > 0;
CREATE INDEX finding_by_look_back ON finding (look_back);
CREATE INDEX measure_by_campaign ON measure (campaign, status) INCLUDE (number);
CREATE INDEX measure_by_unit ON measure (unit) INCLUDE (number);
CREATE INDEX measure_by_owner ON measure (owner) INCLUDE (number);
CREATE INDEX measure_by_lead ON measure (lead) INCLUDE (number);
CREATE INDEX measure_by_post ON measure (post) INCLUDE (number);
CREATE INDEX measure_by_red ON measure (red) INCLUDE (number);
CREATE INDEX measure_by_yellow ON measure (yellow, red) INCLUDE (number);
CREATE INDEX measure_by_waits ON measure (waits) WHERE waits <> '';

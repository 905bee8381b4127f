-- Times are milliseconds since 1970 UTC, ids are ULIDs in TEXT, truth is 0 or 1. The same tables stand in ../sqlite.

-- One row: what is fixed for this installation.
CREATE TABLE installation (
    id TEXT PRIMARY KEY CHECK (id = 'this'),
    -- Ties form tokens to sessions (HMAC-SHA-256).
    form_key BYTEA NOT NULL,
    -- Set with the institution: the address is signed into badges from then on. NULL before.
    public_url TEXT,
    created BIGINT NOT NULL
);

CREATE TABLE member (
    id TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    -- NULL until the owner has created the institution.
    institution TEXT,
    created BIGINT NOT NULL
);

-- Secrets of links and sessions are kept as SHA-256: whoever reads this table can use none of them.
CREATE TABLE owner_link (
    token_hash TEXT PRIMARY KEY,
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    used BIGINT
);

CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,
    member TEXT NOT NULL REFERENCES member (id),
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL
);

-- Pictures by content: uploads, logos, frozen pictures of published versions.
CREATE TABLE picture (
    digest TEXT PRIMARY KEY,
    media_type TEXT NOT NULL,
    bytes BYTEA NOT NULL,
    created BIGINT NOT NULL
);

-- One row, written before the signer is first asked: a set-up that was cut short goes on under the same names.
CREATE TABLE institution_setup (
    id TEXT PRIMARY KEY CHECK (id = 'this'),
    institution TEXT NOT NULL,
    key_label TEXT NOT NULL,
    created BIGINT NOT NULL
);

CREATE TABLE institution (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    description TEXT NOT NULL,
    logo TEXT REFERENCES picture (digest),
    did TEXT NOT NULL,
    -- Pinned: every proof that the signer hands back is checked against it.
    verification_method TEXT NOT NULL,
    key_label TEXT NOT NULL,
    created BIGINT NOT NULL
);

CREATE TABLE badge_design (
    id TEXT PRIMARY KEY,
    institution TEXT NOT NULL REFERENCES institution (id),
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    criteria TEXT NOT NULL,
    achievement_type TEXT NOT NULL,
    tags TEXT NOT NULL,
    caption TEXT NOT NULL,
    art TEXT NOT NULL,
    -- Newest published version; NULL: never published.
    published BIGINT,
    -- Has the draft changed since?
    changed BIGINT NOT NULL,
    saved BIGINT NOT NULL
);

CREATE TABLE badge_version (
    design TEXT NOT NULL REFERENCES badge_design (id),
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    criteria TEXT NOT NULL,
    achievement_type TEXT NOT NULL,
    tags TEXT NOT NULL,
    caption TEXT NOT NULL,
    -- The draft's word for the picture, and the frozen bytes.
    art TEXT NOT NULL,
    picture TEXT NOT NULL REFERENCES picture (digest),
    -- The Achievement object as registered with the signer, byte for byte.
    achievement TEXT NOT NULL,
    frozen BIGINT NOT NULL,
    -- NULL while the signer has not confirmed: not public, not issued.
    registered BIGINT,
    PRIMARY KEY (design, version)
);

CREATE TABLE status_list (
    id TEXT PRIMARY KEY,
    institution TEXT NOT NULL REFERENCES institution (id),
    created BIGINT NOT NULL,
    -- The signed list, byte for byte; NULL until the first is signed.
    document TEXT,
    signed BIGINT,
    -- Why the last attempt to sign did not succeed.
    last_problem TEXT
);

CREATE TABLE issued_credential (
    id TEXT PRIMARY KEY,
    institution TEXT NOT NULL REFERENCES institution (id),
    design TEXT NOT NULL,
    version BIGINT NOT NULL,
    recipient_name TEXT NOT NULL,
    recipient_email TEXT NOT NULL,
    salt TEXT NOT NULL,
    issued BIGINT NOT NULL,
    issuer_member TEXT NOT NULL,
    status_list TEXT NOT NULL REFERENCES status_list (id),
    status_index BIGINT NOT NULL,
    claim_token TEXT NOT NULL UNIQUE,
    -- Identifier of the posted form: posting it twice issues once.
    request TEXT NOT NULL UNIQUE,
    -- Written before the signer is asked, so that asking again sends the same bytes.
    unsigned TEXT,
    -- The signed document, byte for byte.
    document TEXT,
    signed BIGINT,
    ledger_index BIGINT,
    refused TEXT,
    last_problem TEXT,
    mailed BIGINT,
    opened BIGINT,
    public BIGINT NOT NULL,
    revoked BIGINT,
    revocation_reason TEXT,
    revoker_member TEXT,
    -- Since when the signed list tells the revocation.
    status_published BIGINT,
    FOREIGN KEY (design, version) REFERENCES badge_version (design, version),
    UNIQUE (status_list, status_index)
);
CREATE INDEX issued_credential_design ON issued_credential (design);

-- Written in the transaction of whoever wants the work done; a taken job comes back when its lease ends.
CREATE TABLE job (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    run_at BIGINT NOT NULL,
    -- Counts the times it was taken: only the taker with the newest count may finish it.
    attempts BIGINT NOT NULL,
    created BIGINT NOT NULL
);
CREATE INDEX job_run_at ON job (run_at);

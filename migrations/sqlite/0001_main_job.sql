-- Times are milliseconds since 1970 UTC, ids are ULIDs in TEXT, truth is 0 or 1. The same tables stand in ../postgres.

-- One row: what is fixed for this installation.
CREATE TABLE installation (
    id TEXT PRIMARY KEY CHECK (id = 'this'),
    -- Ties form tokens to sessions (HMAC-SHA-256).
    form_key BLOB NOT NULL,
    -- Set with the institution: the address is signed into badges from then on. NULL before.
    public_url TEXT,
    created INTEGER NOT NULL
) STRICT;

CREATE TABLE member (
    id TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    -- NULL until the owner has created the institution.
    institution TEXT,
    created INTEGER NOT NULL
) STRICT;

-- Secrets of links and sessions are kept as SHA-256: whoever reads this table can use none of them.
CREATE TABLE owner_link (
    token_hash TEXT PRIMARY KEY,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    used INTEGER
) STRICT;

CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,
    member TEXT NOT NULL REFERENCES member (id),
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT;

-- Pictures by content: uploads, logos, frozen pictures of published versions.
CREATE TABLE picture (
    digest TEXT PRIMARY KEY,
    media_type TEXT NOT NULL,
    bytes BLOB NOT NULL,
    created INTEGER NOT NULL
) STRICT;

-- One row, written before the signer is first asked: a set-up that was cut short goes on under the same names.
CREATE TABLE institution_setup (
    id TEXT PRIMARY KEY CHECK (id = 'this'),
    institution TEXT NOT NULL,
    key_label TEXT NOT NULL,
    created INTEGER NOT NULL
) STRICT;

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
    created INTEGER NOT NULL
) STRICT;

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
    published INTEGER,
    -- Has the draft changed since?
    changed INTEGER NOT NULL,
    saved INTEGER NOT NULL
) STRICT;

CREATE TABLE badge_version (
    design TEXT NOT NULL REFERENCES badge_design (id),
    version INTEGER NOT NULL,
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
    frozen INTEGER NOT NULL,
    -- NULL while the signer has not confirmed: not public, not issued.
    registered INTEGER,
    PRIMARY KEY (design, version)
) STRICT;

CREATE TABLE status_list (
    id TEXT PRIMARY KEY,
    institution TEXT NOT NULL REFERENCES institution (id),
    created INTEGER NOT NULL,
    -- The signed list, byte for byte; NULL until the first is signed.
    document TEXT,
    signed INTEGER,
    -- Why the last attempt to sign did not succeed.
    last_problem TEXT
) STRICT;

CREATE TABLE issued_credential (
    id TEXT PRIMARY KEY,
    institution TEXT NOT NULL REFERENCES institution (id),
    design TEXT NOT NULL,
    version INTEGER NOT NULL,
    recipient_name TEXT NOT NULL,
    recipient_email TEXT NOT NULL,
    salt TEXT NOT NULL,
    issued INTEGER NOT NULL,
    issuer_member TEXT NOT NULL,
    status_list TEXT NOT NULL REFERENCES status_list (id),
    status_index INTEGER NOT NULL,
    claim_token TEXT NOT NULL UNIQUE,
    -- Identifier of the posted form: posting it twice issues once.
    request TEXT NOT NULL UNIQUE,
    -- Written before the signer is asked, so that asking again sends the same bytes.
    unsigned TEXT,
    -- The signed document, byte for byte.
    document TEXT,
    signed INTEGER,
    ledger_index INTEGER,
    refused TEXT,
    last_problem TEXT,
    mailed INTEGER,
    opened INTEGER,
    public INTEGER NOT NULL,
    revoked INTEGER,
    revocation_reason TEXT,
    revoker_member TEXT,
    -- Since when the signed list tells the revocation.
    status_published INTEGER,
    FOREIGN KEY (design, version) REFERENCES badge_version (design, version),
    UNIQUE (status_list, status_index)
) STRICT;
CREATE INDEX issued_credential_design ON issued_credential (design);

-- Written in the transaction of whoever wants the work done; a taken job comes back when its lease ends.
CREATE TABLE job (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    run_at INTEGER NOT NULL,
    -- Counts the times it was taken: only the taker with the newest count may finish it.
    attempts INTEGER NOT NULL,
    created INTEGER NOT NULL
) STRICT;
CREATE INDEX job_run_at ON job (run_at);

-- Programs with tokens of their own, and the credentials that they have issued. The same change stands in ../postgres.

-- The secret is kept as SHA-256: whoever reads this table can use none of them.
CREATE TABLE api_token (
    id TEXT PRIMARY KEY,
    institution TEXT NOT NULL REFERENCES institution (id),
    token_hash TEXT NOT NULL UNIQUE,
    -- Words between spaces.
    scopes TEXT NOT NULL,
    created INTEGER NOT NULL,
    -- NULL: never.
    expires INTEGER,
    -- To the minute.
    last_used INTEGER,
    revoked INTEGER
) STRICT;

-- SQLite cannot let NULL into a column that stands: the table is made anew. What changes: a credential need be no badge
-- (design, version), may have an id that is not our address (foreign_id), need have no place in a list of ours
-- (status_list, status_index), and is issued or revoked by a member or by a token.
CREATE TABLE issued_credential_new (
    id TEXT PRIMARY KEY,
    institution TEXT NOT NULL REFERENCES institution (id),
    -- NULL: no badge.
    design TEXT,
    version INTEGER,
    -- The document's own id where it is not our address.
    foreign_id TEXT UNIQUE,
    recipient_name TEXT NOT NULL,
    recipient_email TEXT NOT NULL,
    salt TEXT NOT NULL,
    issued INTEGER NOT NULL,
    issuer_member TEXT,
    issuer_token TEXT REFERENCES api_token (id),
    status_list TEXT REFERENCES status_list (id),
    status_index INTEGER,
    claim_token TEXT NOT NULL UNIQUE,
    -- Identifier of the posted form, or digest of what a program posted: posting it twice issues once.
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
    revoker_token TEXT REFERENCES api_token (id),
    -- Since when the signed list tells the revocation.
    status_published INTEGER,
    FOREIGN KEY (design, version) REFERENCES badge_version (design, version),
    UNIQUE (status_list, status_index),
    CHECK ((issuer_member IS NULL) <> (issuer_token IS NULL)),
    CHECK ((design IS NULL) = (version IS NULL)),
    CHECK ((status_list IS NULL) = (status_index IS NULL))
) STRICT;
INSERT INTO issued_credential_new (id, institution, design, version, recipient_name, recipient_email, salt, issued,
    issuer_member, status_list, status_index, claim_token, request, unsigned, document, signed, ledger_index, refused,
    last_problem, mailed, opened, public, revoked, revocation_reason, revoker_member, status_published)
SELECT id, institution, design, version, recipient_name, recipient_email, salt, issued,
    issuer_member, status_list, status_index, claim_token, request, unsigned, document, signed, ledger_index, refused,
    last_problem, mailed, opened, public, revoked, revocation_reason, revoker_member, status_published
FROM issued_credential;
DROP TABLE issued_credential;
ALTER TABLE issued_credential_new RENAME TO issued_credential;
CREATE INDEX issued_credential_design ON issued_credential (design);

-- Each mail has a link of its own, whose secret is kept as SHA-256 only. The same change is in ../postgres.

-- SQLite cannot drop a column that is UNIQUE: the table is made again without it, and with it the one that refers to it.
CREATE TABLE old_claim_link AS SELECT claim_token, id, issued FROM issued_credential;
CREATE TABLE old_reissue AS SELECT * FROM reissue;
DROP TABLE reissue;
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
    -- What the signer's ledger shows of it; NULL until it is kept.
    ledger_entry TEXT,
    ledger_salt TEXT,
    ledger_proof TEXT,
    FOREIGN KEY (design, version) REFERENCES badge_version (design, version),
    UNIQUE (status_list, status_index),
    CHECK ((issuer_member IS NULL) <> (issuer_token IS NULL)),
    CHECK ((design IS NULL) = (version IS NULL)),
    CHECK ((status_list IS NULL) = (status_index IS NULL))
) STRICT;
INSERT INTO issued_credential_new (id, institution, design, version, foreign_id, recipient_name, recipient_email, salt, issued,
    issuer_member, issuer_token, status_list, status_index, request, unsigned, document, signed, ledger_index, refused,
    last_problem, mailed, opened, public, revoked, revocation_reason, revoker_member, revoker_token, status_published,
    ledger_entry, ledger_salt, ledger_proof)
SELECT id, institution, design, version, foreign_id, recipient_name, recipient_email, salt, issued,
    issuer_member, issuer_token, status_list, status_index, request, unsigned, document, signed, ledger_index, refused,
    last_problem, mailed, opened, public, revoked, revocation_reason, revoker_member, revoker_token, status_published,
    ledger_entry, ledger_salt, ledger_proof
FROM issued_credential;
DROP TABLE issued_credential;
ALTER TABLE issued_credential_new RENAME TO issued_credential;
CREATE INDEX issued_credential_design ON issued_credential (design);
CREATE INDEX issued_credential_unproven ON issued_credential (ledger_index) WHERE signed IS NOT NULL AND ledger_proof IS NULL;
CREATE TABLE reissue (
    credential TEXT NOT NULL REFERENCES issued_credential (id),
    -- The key that was lost.
    key_label TEXT NOT NULL,
    -- The new place in a list; once it is done, the earlier one: no index is ever used twice.
    status_list TEXT NOT NULL REFERENCES status_list (id),
    status_index INTEGER NOT NULL,
    -- Written before the signer is asked, so that asking again sends the same bytes.
    unsigned TEXT,
    last_problem TEXT,
    refused TEXT,
    asked INTEGER NOT NULL,
    done INTEGER,
    mailed INTEGER,
    PRIMARY KEY (credential, key_label),
    UNIQUE (status_list, status_index)
) STRICT;
INSERT INTO reissue SELECT * FROM old_reissue;
DROP TABLE old_reissue;

CREATE TABLE claim_link (
    -- Lower-case hex. Of links from before this change the secret itself, until the program replaces it at its start.
    token_hash TEXT PRIMARY KEY,
    credential TEXT NOT NULL REFERENCES issued_credential (id),
    created INTEGER NOT NULL
) STRICT;
INSERT INTO claim_link (token_hash, credential, created) SELECT claim_token, id, issued FROM old_claim_link;
DROP TABLE old_claim_link;
CREATE INDEX claim_link_credential ON claim_link (credential);

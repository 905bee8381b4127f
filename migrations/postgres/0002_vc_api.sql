-- Programs with tokens of their own, and the credentials that they have issued. The same change stands in ../sqlite.

-- The secret is kept as SHA-256: whoever reads this table can use none of them.
CREATE TABLE api_token (
    id TEXT PRIMARY KEY,
    institution TEXT NOT NULL REFERENCES institution (id),
    token_hash TEXT NOT NULL UNIQUE,
    -- Words between spaces.
    scopes TEXT NOT NULL,
    created BIGINT NOT NULL,
    -- NULL: never.
    expires BIGINT,
    -- To the minute.
    last_used BIGINT,
    revoked BIGINT
);

-- A credential need be no badge (design, version), may have an id that is not our address (foreign_id), need have no
-- place in a list of ours (status_list, status_index), and is issued or revoked by a member or by a token. `request` is
-- the identifier of the posted form, or the digest of what a program posted.
ALTER TABLE issued_credential
    ALTER COLUMN design DROP NOT NULL,
    ALTER COLUMN version DROP NOT NULL,
    ADD COLUMN foreign_id TEXT UNIQUE,
    ALTER COLUMN issuer_member DROP NOT NULL,
    ADD COLUMN issuer_token TEXT REFERENCES api_token (id),
    ALTER COLUMN status_list DROP NOT NULL,
    ALTER COLUMN status_index DROP NOT NULL,
    ADD COLUMN revoker_token TEXT REFERENCES api_token (id),
    ADD CHECK ((issuer_member IS NULL) <> (issuer_token IS NULL)),
    ADD CHECK ((design IS NULL) = (version IS NULL)),
    ADD CHECK ((status_list IS NULL) = (status_index IS NULL));

-- Each mail has a link of its own, whose secret is kept as SHA-256 only. The same change is in ../sqlite.
CREATE TABLE claim_link (
    -- Lower-case hex. Of links from before this change the secret itself, until the program replaces it at its start.
    token_hash TEXT PRIMARY KEY,
    credential TEXT NOT NULL REFERENCES issued_credential (id),
    created BIGINT NOT NULL
);
INSERT INTO claim_link (token_hash, credential, created) SELECT claim_token, id, issued FROM issued_credential;
CREATE INDEX claim_link_credential ON claim_link (credential);
ALTER TABLE issued_credential DROP COLUMN claim_token;

-- What the signer's ledger shows of each credential, and how it stood when it was last seen. The same change stands in ../postgres.

-- NULL until it is kept; made anew when the credential is. The salt is its holder's: without it nobody can tell of whom
-- the entry is.
ALTER TABLE issued_credential ADD COLUMN ledger_entry TEXT;
ALTER TABLE issued_credential ADD COLUMN ledger_salt TEXT;
ALTER TABLE issued_credential ADD COLUMN ledger_proof TEXT;
CREATE INDEX issued_credential_unproven ON issued_credential (ledger_index) WHERE signed IS NOT NULL AND ledger_proof IS NULL;

-- One row: the newest checkpoint that was seen. It is presented to the signer, which stops if entries are missing.
CREATE TABLE ledger_checkpoint (
    id TEXT PRIMARY KEY CHECK (id = 'newest'),
    -- The ledger's key as it was first told: another one is never taken.
    log_key TEXT NOT NULL,
    note TEXT NOT NULL,
    size INTEGER NOT NULL,
    seen INTEGER NOT NULL
) STRICT;

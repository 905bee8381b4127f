-- What a lost key signed is issued again under the next one. The same change stands in ../sqlite.
CREATE TABLE reissue (
    credential TEXT NOT NULL REFERENCES issued_credential (id),
    -- The key that was lost.
    key_label TEXT NOT NULL,
    -- The new place in a list; once it is done, the earlier one: no index is ever used twice.
    status_list TEXT NOT NULL REFERENCES status_list (id),
    status_index BIGINT NOT NULL,
    -- Written before the signer is asked, so that asking again sends the same bytes.
    unsigned TEXT,
    last_problem TEXT,
    refused TEXT,
    asked BIGINT NOT NULL,
    done BIGINT,
    mailed BIGINT,
    PRIMARY KEY (credential, key_label),
    UNIQUE (status_list, status_index)
);

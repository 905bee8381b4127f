-- Up to where what the signer noticed was told by mail, and was looked at. The same change stands in ../sqlite.
CREATE TABLE event_mark (
    what TEXT PRIMARY KEY CHECK (what IN ('told', 'looked-at')),
    -- Number of the newest event, and the latest time of any, by the signer.
    number BIGINT NOT NULL,
    latest BIGINT NOT NULL,
    marked BIGINT NOT NULL
);

-- Up to where what the signer noticed was told by mail, and was looked at. The same change stands in ../postgres.
CREATE TABLE event_mark (
    what TEXT PRIMARY KEY CHECK (what IN ('told', 'looked-at')),
    -- Number of the newest event, and the latest time of any, by the signer.
    number INTEGER NOT NULL,
    latest INTEGER NOT NULL,
    marked INTEGER NOT NULL
) STRICT;

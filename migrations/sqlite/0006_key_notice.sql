-- Who keeps the keys was told that one is to be replaced soon. The same change stands in ../postgres.
CREATE TABLE key_notice (
    key_label TEXT NOT NULL,
    -- 30, 7 or 1 days before.
    days INTEGER NOT NULL,
    told INTEGER NOT NULL,
    PRIMARY KEY (key_label, days)
) STRICT;

-- Which members of a badge version's credentials may differ for each recipient, as registered with the signer: a JSON
-- array, empty for none. The same change is in ../postgres.
ALTER TABLE badge_version ADD COLUMN per_recipient TEXT NOT NULL DEFAULT '';

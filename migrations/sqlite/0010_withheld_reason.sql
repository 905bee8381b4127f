-- 1: the reason of the revocation is for the institution alone. Reasons from before this change stay public, as they were. The
-- same change is in ../postgres.
ALTER TABLE issued_credential ADD COLUMN reason_withheld INTEGER NOT NULL DEFAULT 0;

-- Profiles of an institution with their history. The columns of `institution` are the profile in force. The same change is in
-- ../sqlite.
ALTER TABLE institution ADD COLUMN email TEXT;

CREATE TABLE institution_profile (
    institution TEXT NOT NULL REFERENCES institution (id),
    -- 1: the profile of the set-up.
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    description TEXT NOT NULL,
    email TEXT,
    logo TEXT REFERENCES picture (digest),
    -- NULL: entered at the set-up.
    member TEXT REFERENCES member (id),
    asked BIGINT NOT NULL,
    -- NULL: people have not approved it.
    in_force BIGINT,
    PRIMARY KEY (institution, number)
);

-- A profile that people have not approved yet: at most one of an institution, gone once it is in force.
CREATE TABLE profile_approval (
    institution TEXT PRIMARY KEY REFERENCES institution (id),
    number BIGINT NOT NULL,
    -- asking, waiting, declined, lapsed, withdrawn or refused.
    state TEXT NOT NULL,
    -- For people: why the signer could not be asked, or why it refuses.
    says TEXT,
    -- Since when it is in this state.
    since BIGINT NOT NULL,
    -- As reported by the signer while it waits.
    digest TEXT,
    desk TEXT,
    given BIGINT,
    needed BIGINT,
    asked BIGINT,
    expires BIGINT,
    FOREIGN KEY (institution, number) REFERENCES institution_profile (institution, number),
    CHECK ((state = 'waiting') = (digest IS NOT NULL))
);

INSERT INTO institution_profile (institution, number, name, url, description, email, logo, member, asked, in_force)
    SELECT id, 1, name, url, description, NULL, logo, NULL, created, created FROM institution;

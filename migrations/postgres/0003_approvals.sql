-- A frozen badge version that people have not approved yet: at most one of a design, gone once it is published.
-- The same change stands in ../sqlite.
CREATE TABLE badge_approval (
    design TEXT PRIMARY KEY REFERENCES badge_design (id),
    version BIGINT NOT NULL,
    -- asking, waiting, declined, lapsed or refused.
    state TEXT NOT NULL,
    -- For people: why the signer could not be asked, or why it refuses.
    says TEXT,
    -- Since when it is in this state.
    since BIGINT NOT NULL,
    -- As the signer tells it while it waits.
    digest TEXT,
    desk TEXT,
    given BIGINT,
    needed BIGINT,
    asked BIGINT,
    expires BIGINT,
    FOREIGN KEY (design, version) REFERENCES badge_version (design, version),
    CHECK ((state = 'waiting') = (digest IS NOT NULL))
);

"""Checks of changes that people approve, of ceilings, and of keys and issuers. Each as in `mutants.py`."""

APPROVALS, CEILINGS, SURROUNDINGS = "attacks::approvals", "attacks::ceilings", "attacks::surroundings"

AS_ASKED = (
    "signer/changes/propose.rs",
    "        let signer = self.policy.public_url();\n        let proposal",
    "        if let Some(statement) = asked.statement.clone() {\n            ledger.state_publicly(statement, &asked.canonical, None, Vec::new(), now)?;\n        }\n        let signer = self.policy.public_url();\n        let proposal",
)

CHANGE_MUTANTS = [
    ("ceiling of a request", [("policy/ceiling.rs", "if asked > ceilings.per_batch {", "if false && asked > ceilings.per_batch {")], CEILINGS),
    ("ceilings of minute and day", [("policy/ceiling.rs", ">= most {", ">= most && most == 0 {")], CEILINGS),
    (
        "what is in an allowed batch",
        [
            (
                "policy/credential.rs",
                "issuer.allowed.get(&canonical_digest(linted)) == Some(&digest)",
                "(!issuer.allowed.is_empty() || issuer.allowed.get(&canonical_digest(linted)) == Some(&digest))",
            ),
        ],
        CEILINGS,
    ),
    ("digests of a batch", [("policy/batch.rs", "|| !are_digests {", "|| (false && !are_digests) {")], CEILINGS),
    (
        "unknown passkey",
        [
            ("signer/changes/approve.rs", "people.by_passkey(&assertion.credential_id)", "people.by_passkey(&assertion.credential_id).or(people.approvers.first())"),
            ("approvals/webauthn.rs", "if !key.verifies(&signed, &decode(&assertion.signature)?) {", "if false && !key.verifies(&signed, &decode(&assertion.signature)?) {"),
        ],
        APPROVALS,
    ),
    (
        "forged signature",
        [
            ("approvals/webauthn.rs", "if !key.verifies(&signed, &decode(&assertion.signature)?) {", "if false && !key.verifies(&signed, &decode(&assertion.signature)?) {"),
        ],
        APPROVALS,
    ),
    (
        "other statement",
        [
            ("approvals/webauthn.rs", "if decode(&data.challenge)? != challenge {", "if false && decode(&data.challenge)? != challenge {"),
            ("approvals/webauthn.rs", "if (now != 0 || count != 0) && now <= count {", "if false && now <= count {"),
        ],
        APPROVALS,
    ),
    (
        "other origin",
        [
            ("approvals/webauthn.rs", "if data.origin != self.origin || data.cross_origin || data.top_origin.is_some() {", "if data.cross_origin || data.top_origin.is_some() {"),
        ],
        APPROVALS,
    ),
    ("other site", [("approvals/webauthn.rs", "if *hash != *Sha256::digest(&self.id) {", "if false && *hash != *Sha256::digest(&self.id) {")], APPROVALS),
    ("user not verified", [("approvals/webauthn.rs", "if flags & USER_PRESENT == 0 || flags & USER_VERIFIED == 0 {", "if flags & USER_PRESENT == 0 {")], APPROVALS),
    ("other ceremony", [("approvals/webauthn.rs", "if data.r#type != kind {", "if false && data.r#type != kind {")], APPROVALS),
    ("copied passkey", [("approvals/webauthn.rs", "if (now != 0 || count != 0) && now <= count {", "if false && now <= count {")], APPROVALS),
    ("one person as two", [("signer/changes/approve.rs", "if waits.given.iter().any(|before| before.who.is_same_person(&given.who)) {", "if false {")], APPROVALS),
    ("enrolling without the code", [("signer/approvers/enrolment_codes.rs", "code::matches(typed, &good.sha256)", "!good.sha256.is_empty()")], APPROVALS),
    ("one passkey as two people", [("signer/approvers/enrol.rs", "|| approver.credential_id == made.credential_id\n                || approver.public_key == made.public_key", "")], APPROVALS),
    ("quorum of nobody", [("policy/change.rs", "if needed == 0 || ", "if ")], APPROVALS),
    ("lapsed changes", [("approvals/proposal.rs", "now.millis() >= self.expires", "now.millis() < 0")], APPROVALS),
    (
        "further binding",
        [
            ("policy/binding.rs", "None if state.issuers.is_empty() => {", "None => {"),
        ],
        SURROUNDINGS,
    ),
    (
        "ledger's own key name",
        [
            ("signer/keys/create_key.rs", " || label == CHECKPOINT_KEY {", " {"),
            ("signer/keys/create_key.rs", "    if !from_host && unused.count()", "    if false && !from_host && unused.count()"),
            ("signer/token/src/token_session.rs", "if label == checkpoint::LABEL =>", "if label.is_empty() =>"),
            ("signer/keys/create_key.rs", "if ledger.state().checkpoint_key == Some(public_key) {", "if false && ledger.state().checkpoint_key == Some(public_key) {"),
        ],
        SURROUNDINGS,
    ),
    (
        "an old disk",
        [
            ("signer/public_log/rollback.rs", "if ledger.lock()?.state().rolled_back.is_some() {", "if false {"),
            ("ledger.rs", "if leaves > 0 && self.state.rolled_back.is_some() && !unfreezes {", "if leaves > 0 && self.state.rolled_back.is_some() && !unfreezes && false {"),
        ],
        SURROUNDINGS,
    ),
    ("declining at the desk with an approval", [("signer/changes/decline.rs", "verify(relying_party, &ledger.state().people, &assertion, &text)?;", "verify(relying_party, &ledger.state().people, &assertion, &waits.proposal.text)?;")], APPROVALS),
    ("declining one's own removal", [("signer/changes/decline.rs", "if matches!(&waits.proposal.change, Change::RemoveApprover { name } if *name == approver.name) {", "if false {")], APPROVALS),
    ("passkeys that nobody confirmed", [("signer/changes/approve.rs", "if !approver.confirmed {", "if false {")], APPROVALS),
    ("fingerprints of passkeys", [("signer/approvers/confirm.rs", "if !is_fingerprint(typed, &enrolled) {", "if false {")], APPROVALS),
    ("fingerprints that nobody typed", [("signer/approvers/confirm.rs", "if !is_fingerprint(typed, &enrolled) {", "if !typed.is_empty() && !is_fingerprint(typed, &enrolled) {")], APPROVALS),
    ("key slots", [("signer/keys/create_key.rs", "if !from_host && unused.count() >= state.issuers.len().max(1) {", "if false && unused.count() > 0 {")], SURROUNDINGS),
    (
        "size of a batch",
        [
            ("signer/sign.rs", "if size <= MAX_BATCH {", "if size <= 10 * MAX_BATCH {"),
            ("policy/ceiling.rs", "if asked > ceilings.per_batch {", "if false && asked > ceilings.per_batch {"),
        ],
        CEILINGS,
    ),
    ("how high a ceiling may be", [("policy/change.rs", "if !(1..=most).contains(&ceilings.per_batch) ||", "if (false && !(1..=most).contains(&ceilings.per_batch)) ||")], CEILINGS),
    ("badge of an allowed batch", [("policy/batch.rs", "state.badges.get(achievement).filter(", "state.badges.get(achievement).or(state.badges.values().next()).filter(")], CEILINGS),
    (
        "enrolling while no code is good",
        [
            ("signer/approvers/enrolment_codes.rs", "if good.is_some_and(|good| code::matches(typed, &good.sha256)) {", "if good.is_none_or(|good| code::matches(typed, &good.sha256)) {"),
        ],
        APPROVALS,
    ),
    (
        "codes for further approvers",
        [
            (
                "signer/approvers/write_code.rs",
                "if ledger.state().people.confirmed().next().is_none() {\n            return Ok(self.codes.write",
                "if true || ledger.state().people.confirmed().next().is_none() {\n            return Ok(self.codes.write",
            ),
        ],
        APPROVALS,
    ),
    (
        "approvals that were used",
        [
            ("ledger/state.rs", "            self.people.make(&approved.change, Some(entered.leaf), entered.created.millis());", "            let _ = &approved.change;"),
            ("approvals/webauthn.rs", "if (now != 0 || count != 0) && now <= count {", "if false && now <= count {"),
            ("signer/changes/approve.rs", "if waits.given.iter().any(|before| before.who.is_same_person(&given.who)) {", "if false {"),
        ],
        APPROVALS,
    ),
    (
        "statements that differ",
        [
            (
                "approvals/proposal.rs",
                "            \"asked\": now.rfc3339(),\n            \"expires\": expires.rfc3339(),\n            \"nonce\": hex::encode(nonce),",
                "            \"nonce\": hex::encode([nonce[0]; 0]),",
            ),
            ("approvals/webauthn.rs", "if (now != 0 || count != 0) && now <= count {", "if false && now <= count {"),
        ],
        APPROVALS,
    ),
    (
        "quorum that nobody reaches",
        [
            ("policy/change.rs", "|| usize::try_from(needed).map_or(true, |needed| needed > able) {", "|| usize::try_from(needed).map_or(true, |needed| needed > 99 * able) {"),
        ],
        APPROVALS,
    ),
    (
        "binding a DID that is bound",
        [
            ("policy/binding.rs", "            None if state.issuers.is_empty() => {", "            _ if state.issuers.is_empty() || state.keys.len() > 1 => {"),
        ],
        SURROUNDINGS,
    ),
    (
        "a change of a binding",
        [
            (
                "policy/binding.rs",
                "        if taken {\n            return refuse(ChangeReason::BindingTaken);",
                "        if false && taken {\n            return refuse(ChangeReason::BindingTaken);",
            ),
        ],
        SURROUNDINGS,
    ),
    (
        "changes that nobody approved",
        [
            AS_ASKED,
            ("policy.rs", "overlap: i64::from(settings.overlap_hours) * 3600,", "overlap: 0,"),
        ],
        SURROUNDINGS,
    ),
    (
        "what the desk is told of did.json",
        [
            ("signer/desk/show_desk.rs", "sha256: self.documents.stated(state, did),", "sha256: self.documents.stated(state, did).filter(|_| false),"),
        ],
        SURROUNDINGS,
    ),
    (
        "did.json at the start",
        [
            ("open.rs", "        issuers::settle(&ledger, public, &address).map_err(OpenError::Documents)?;\n", "        let _ = &address;\n"),
            ("signer/issuers/documents.rs", "behind: AtomicBool::new(true)", "behind: AtomicBool::new(false)"),
        ],
        SURROUNDINGS,
    ),
    (
        "whose a checkpoint is",
        [
            (
                "signer/journal/src/checkpoint.rs",
                "        Checkpoint::verified(note, &self.0)\n",
                "        let text = note.split_once(\"\\n\\n\").map_or(String::new(), |(text, _)| format!(\"{text}\\n\"));\n        Checkpoint::parse(&text).or_else(|_| Checkpoint::verified(note, &self.0))\n",
            ),
        ],
        SURROUNDINGS,
    ),
    ("a newer checkpoint than the ledger", [("signer/public_log/present_checkpoint.rs", "let consistency = if given_up {", "let consistency = if given_up || presented.size > size {")], SURROUNDINGS),
    ("tiles on disk", [("signer/journal/src/tiles.rs", "Ok(_) => Err(TileError::Differs(path.into())),", "Ok(_) => Ok(true),")], SURROUNDINGS),
    ("an old disk before a newer checkpoint", [("signer.rs", "        self.handshake.check()?;\n", "")], SURROUNDINGS),
]

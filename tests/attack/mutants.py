"""One check each: its name; changes of a file below `signer/core/src` (or of a file by its whole path), each what stands there
and what stands there without the check; the tests whose attempts then succeed.
"""

from change_mutants import AS_ASKED, CHANGE_MUTANTS

DOCUMENTS, LISTS, WIRE = "attacks::documents", "attacks::lists", "attacks::wire"
REGISTERED, PARTS = "attacks::registered", "attacks::parts"

COMPARISON, IDENTITY = "credentials/vc/src/lint/registered/comparison.rs", "credentials/vc/src/lint/registered/identity.rs"
# Checks behind several others: what was registered holds where the lint does not.
ANY_MEMBER = (COMPARISON, "return findings.add(at, RegisteredFault::NotApproved);", "return;")
ANY_PART = (COMPARISON, "            if !is_judged {", "            if false && !is_judged {")
ANY_ISSUER = (COMPARISON, "\"issuer\" if value == registered.profile => {}", "\"issuer\" => {}")
ANY_COUNT = ("policy/registered.rs", "if template.is_none_or(|template| made < least_statements(value, template)) {", "if false && template.is_none_or(|template| made < least_statements(value, template)) {")
ANY_TERM = (
    "credentials/rdf/src/canonical/fast/node.rs",
    "self.of_vocabulary(context, name).ok_or_else(|| undefined(name))?;",
    "match self.of_vocabulary(context, name) { Some(found) => found, None => continue };",
)
ANY_HOUR = ("policy/status_list.rs", "            check_hour(latest, now)?;\n", "            let _ = check_hour(latest, now);\n")
ANY_FORM = [
    ("credentials/vc/src/lint.rs", ".filter(|_| findings.is_empty())", ".filter(|_| false)"),
    ("signer/signing.rs", "    check_plain(&documents)?;\n", "    let _ = check_plain(&documents);\n"),
]

MUTANTS = [
    ("unregistered badge", [("policy/credential.rs", "(badge.issuer == linted.issuer() && badge.digest == digest)", "(badge.issuer == linted.issuer())")], DOCUMENTS),
    ("picture left out", [(COMPARISON, "&& approved_picture(registered.per_recipient).is_some() {", "&& false {")], "attacks::pictures"),
    ("badge version changed", [("policy/badge.rs", "badge.issuer == issuer\n                    && badge.digest == digest\n", "badge.issuer == issuer\n")], DOCUMENTS),
    ("foreign achievement", [("policy/badge.rs", ".filter(|id| self.public_url.is_achievement(id))", "")], DOCUMENTS),
    ("foreign credential id", [("policy/credential.rs", "if !self.public_url.is_credential(linted.id()) {", "if false {")], DOCUMENTS),
    ("backdating", [("policy/window.rs", "if from < self.begin(now) {", "if false {")], DOCUMENTS),
    ("postdating", [("policy/window.rs", "if from > now.plus_seconds(AHEAD_SECONDS) {", "if false {")], DOCUMENTS),
    (
        "same id, other content",
        [
            (
                "policy/entered.rs",
                "        Some(_) => return refuse(CredentialReason::OtherContent),\n        None => {}",
                "        _ => {}",
            ),
            ("policy/entered.rs", "if place.is_some_and(is_taken) {", "if false && place.is_some_and(is_taken) {"),
        ],
        DOCUMENTS,
    ),
    ("status index taken", [("policy/entered.rs", "if place.is_some_and(is_taken) {", "if false && place.is_some_and(is_taken) {")], DOCUMENTS),
    ("foreign status list", [("policy/credential.rs", "if !self.public_url.is_status_list(&entry.list) {", "if false {")], DOCUMENTS),
    ("place outside its list", [("policy/credential.rs", "if usize::try_from(entry.index).map_or(true, |index| index >= length) {", "if false && length == 0 {")], DOCUMENTS),
    ("un-revoking", [("policy/status_list.rs", "if known.is_some_and(|known| !known.ones.is_subset(&ones)) {", "if false {"), ANY_HOUR], LISTS),
    ("revoking what nobody holds", [("policy/status_list.rs", "check_holders(known, &list)?;", "let _ = check_holders(known, &list);")], LISTS),
    (
        "list at a foreign address",
        [
            ("policy/status_list.rs", "if !self.public_url.is_status_list(linted.id()) {", "if false {"),
            ("policy/status_list.rs", "check_holders(known, &list)?;", "let _ = check_holders(known, &list);"),
            ("policy/status_list.rs", "            check_opening(state, linted.issuer())?;\n", "            let _ = check_opening(state, linted.issuer());\n"),
        ],
        LISTS,
    ),
    (
        "list that lives too long",
        [("policy/status_list.rs", "check_validity(linted, now)?;", "let _ = check_validity(linted, now);"), ANY_HOUR],
        LISTS,
    ),
    ("kind of document", [("signer/signing_pool.rs", "if !right(linted.kind()) {", "if false && !right(linted.kind()) {")], LISTS),
    ("changes that wait", [("signer/changes/propose.rs", "if people.in_place(place, now) < most {", "if people.in_place(place, now) < most * most {")], WIRE),
    (
        "places for recovery and for the host",
        [
            ("approvals/places.rs", "if from_host {", "if false && from_host {"),
            ("approvals/places.rs", "Change::RevokeKey { key, .. } => Self::Recovery(\"revoke-key\", key.clone()),", "Change::RevokeKey { .. } => Self::Ordinary,"),
            ("approvals/places.rs", "Change::Unfreeze { issuer } => Self::Recovery(\"unfreeze\", issuer.clone()),", "Change::Unfreeze { .. } => Self::Ordinary,"),
        ],
        WIRE,
    ),
    ("freezing without a place", [("signer/issuers/freeze.rs", "    if bound.frozen.is_none() {", "    if ledger.state().people.in_place(&crate::approvals::places::Place::Ordinary, now) >= 32 {\n        return Err(Refusal::new(IssuerReason::Unknown).into());\n    }\n    if bound.frozen.is_none() {")], WIRE),
    ("size of an achievement", [("policy/change.rs", "if text.len().saturating_add(per_recipient.len()) > MAX_ACHIEVEMENT {", "if false {")], WIRE),
    ("lint of an achievement", [("policy/change.rs", "            lint.result()?;\n", "            let _ = lint.result();\n")], WIRE),
    ("pages of what waits", [("signer/desk/waiting_page.rs", "if !waiting.is_empty() && (bytes + length > PAGE || waiting.len() >= CHANGES) {", "if false {")], WIRE),
    ("titles of what waits", [("signer/facts/src/summary/title.rs", "    if text.chars().count() <= LONGEST_TITLE {", "    if !text.is_empty() {")], WIRE),
    ("declining by the digest", [("signer/changes/decline.rs", "beginning.len() >= SHORTEST_BEGINNING && waits.proposal.digest.starts_with(beginning)", "beginning.len() > SHORTEST_BEGINNING && waits.proposal.digest.starts_with(beginning)")], WIRE),
    ("withdrawing what the host proposed", [("signer/changes/withdraw.rs", "if waits.proposal.from_host {", "if false {")], WIRE),
    ("number of withdrawn changes", [("signer/changes/withdraw.rs", "if people.withdrawn(now) >= MOST_WITHDRAWN {", "if false {")], WIRE),
    ("withdrawn changes after a restart", [("approvals/people.rs", "            self.withdrawn.push(now);", "            let _ = now;")], WIRE),
    ("declining all", [("approvals/people.rs", "self.close(|_| true, Outcome::Declined, &[host(by)], at);", "self.close(|_| false, Outcome::Declined, &[host(by)], at);")], WIRE),
    ("pause of proposals", [("signer/changes/propose.rs", "if *place == Place::Ordinary && people.paused.is_some() {", "if false {")], WIRE),
    ("lists that are open", [("policy/status_list.rs", "if state.newest_list(issuer).is_none_or(List::is_full) {", "if state.newest_list(issuer).is_none_or(|list| list.is_full() || true) {")], LISTS),
    (
        "lists that one request opens",
        [("signer/sign/sign_credentials.rs", "|| self.lists.is_another(state, linted)", "")],
        LISTS,
    ),
    ("an unchanged list", [("policy/status_list.rs", "if latest.is_some_and(|latest| hour(latest.created) >= hour(now)) {", "if latest.is_some_and(|latest| hour(latest.created) > hour(now)) {")], LISTS),
    ("length of a new list", [("policy/status_list.rs", "if list.len() != known.map_or(MIN_LENGTH, |known| known.length) {", "if known.is_some_and(|known| list.len() != known.length) {")], LISTS),
    ("ceilings of revocations", [("policy/revocations.rs", "let Some((_, most, window)) = over else { return Ok(false) };", "let Some((_, most, window)) = over.filter(|_| more == 0) else { return Ok(false) };")], LISTS),
    ("revocations of the last minute and day", [("policy/revocations.rs", "issuer.revoked.within(*seconds, now).saturating_add(more) > *most", "*seconds > 0 && more > *most")], LISTS),
    (
        "revocations of before a restart",
        [("ledger/replay.rs", "    Ok(Replayed { tree: tree.finish()?, state })\n", "    state.issuers.values_mut().for_each(|issuer| issuer.revoked = Default::default());\n    Ok(Replayed { tree: tree.finish()?, state })\n")],
        LISTS,
    ),
    ("revocations that nobody approved", [AS_ASKED], LISTS),
    ("allowed revocations", [("policy/revocations.rs", "if issuer.revocations_allowed(now) >= more {", "if issuer.revocations_allowed(now) > 0 {")], LISTS),
    ("allowed revocations that were used", [("ledger/state/issuer.rs", "self.allowed_revocations.0 = self.allowed_revocations.0.saturating_sub(count);", "let _ = count;")], LISTS),
    ("reason of a mass revocation", [("policy/revocations.rs", "if reason.trim().is_empty() || length > MAX_REASON || reason.chars().any(char::is_control) {", "if length > MAX_REASON {")], LISTS),
    ("number of a mass revocation", [("policy/revocations.rs", "if !(1..=MOST).contains(&count) {", "if count > MOST {")], LISTS),
    ("event of a mass revocation", [("signer/sign/sign_status_list.rs", ".inspect_err(|refusal| watched.over_ceiling(refusal.code, &key, now))?;", ".inspect_err(|_| drop(key))?;")], LISTS),
    ("version of the protocol", [("signer/protocol/src/request/message.rs", "if outer.version != VERSION {", "if outer.version > VERSION {")], WIRE),
    (
        "unregistered version",
        [
            ("policy/credential.rs", "let badge = state.badges.get(id)?;", "let badge = state.badges.get(id).or(state.badges.values().next())?;"),
            ("policy/credential.rs", "(badge.issuer == linted.issuer() && badge.digest == digest)", "(badge.issuer == linted.issuer())"),
        ],
        DOCUMENTS,
    ),
    (
        "issuer that was never bound",
        [
            (
                "policy.rs",
                "let Some(issuer) = state.issuers.get(did) else { return unknown_issuer() };\n    if let Some(freeze)",
                "let Some(issuer) = state.issuers.get(did).or(state.issuers.values().next()) else { return unknown_issuer() };\n    if let Some(freeze)",
            ),
            ("policy/credential.rs", "(badge.issuer == linted.issuer() && badge.digest == digest)", "(badge.digest == digest)"),
            ANY_ISSUER,
            (
                "policy/credential.rs",
                "if known.is_some_and(|list| list.issuer != linted.issuer()) {",
                "if false && known.is_some_and(|list| list.issuer != linted.issuer()) {",
            ),
        ],
        DOCUMENTS,
    ),
    (
        "an end before the beginning",
        [
            ("credentials/vc/src/lint/open_badge.rs", "    check_validity(credential, &mut findings);\n", ""),
            ("policy/window.rs", "if until.is_some_and(|until| until <= from) {", "if false && until.is_some_and(|until| until <= from) {"),
            ANY_MEMBER,
        ],
        DOCUMENTS,
    ),
    (
        "no status entry",
        [
            ("credentials/vc/src/lint/open_badge.rs", "    check_status(credential, &mut findings);\n", ""),
            ANY_COUNT,
            (
                "policy/credential.rs",
                "let Some(entry) = linted.status().filter(|entry| entry.purpose == StatusPurpose::Revocation) else {",
                "let made_up = StatusEntry::revocation(\"http://localhost:3000/status/01ARZ3NDEKTSV4RRFFQ69G5FB0\", 9);\n        let Some(entry) = linted.status().filter(|entry| entry.purpose == StatusPurpose::Revocation).or(Some(made_up)) else {",
            ),
        ],
        DOCUMENTS,
    ),
    (
        "duplicate keys",
        [
            (
                "credentials/rdf/src/json/strict.rs",
                "Entry::Occupied(known) => return Err(JsonError::DuplicateMember(known.key().clone())),",
                "Entry::Occupied(mut known) => {\n                    known.insert(self.value(depth)?);\n                }",
            ),
        ],
        DOCUMENTS,
    ),
    (
        "terms that no context defines",
        [ANY_TERM, ANY_MEMBER, ANY_COUNT],
        DOCUMENTS,
    ),
    (
        "a part with contexts of its own",
        [
            ANY_TERM,
            ("credentials/vc/src/lint/universal_rules.rs", "findings.add(at, UniversalFault::NestedContext);", "let _ = (&at, UniversalFault::NestedContext);"),
            ANY_MEMBER,
            ANY_COUNT,
            *ANY_FORM,
        ],
        DOCUMENTS,
    ),
    (
        "a badge within a badge",
        [
            ANY_TERM,
            ("credentials/vc/src/lint/universal_rules.rs", "findings.add(at, UniversalFault::NestedContext);", "let _ = (&at, UniversalFault::NestedContext);"),
            (COMPARISON, "findings.add(at, RegisteredFault::NotOneType);", ""),
            ANY_MEMBER,
            ANY_COUNT,
            *ANY_FORM,
        ],
        DOCUMENTS,
    ),
    (
        "a proof that is there already",
        [
            ("credentials/vc/src/lint/open_badge.rs", "    check_no_proof(credential, &mut findings);\n", ""),
            ("credentials/vc/src/lint/signing.rs", ".filter(|members| !members.contains_key(\"proof\"))", ""),
            ANY_MEMBER,
            *ANY_FORM,
        ],
        DOCUMENTS,
    ),
    (
        "types that the key signs",
        [
            ("policy/other_credential.rs", "if asked.into_iter().all(admitted) {", "if asked.into_iter().all(|name| admitted(name) || !name.is_empty()) {"),
        ],
        DOCUMENTS,
    ),
    (
        "a list's purpose",
        [
            ("policy/status_list.rs", "if known.is_some_and(|known| !known.ones.is_subset(&ones)) {", "if false {"),
            ("credentials/vc/src/lint/status_list.rs", "text(\"/credentialSubject/statusPurpose\") == Some(\"revocation\"),", "text(\"/credentialSubject/statusPurpose\").is_some(),"),
            ("policy/status_list.rs", "if member(\"statusPurpose\") != Some(\"revocation\") {", "if member(\"statusPurpose\").is_none() {"),
            ANY_HOUR,
        ],
        LISTS,
    ),
    (
        "another issuer's list",
        [
            (
                "policy/status_list.rs",
                "let Some(issuer) = state.issuers.get(linted.issuer()) else",
                "let Some(issuer) = state.issuers.get(linted.issuer()).or(state.issuers.values().next()) else",
            ),
            ("policy/status_list.rs", "if known.is_some_and(|known| known.issuer != linted.issuer()) {", "if false {"),
            ANY_HOUR,
        ],
        LISTS,
    ),
    ("version that is not there yet", [("signer/protocol/src/request/message.rs", "if outer.version != VERSION {", "if outer.version < VERSION {")], WIRE),
    ("size of a frame", [("signer/ipc/src/frame.rs", "if length == 0 || length > MAX_FRAME {", "if length == 0 {")], WIRE),
    ("time for a frame", [("signer/ipc/src/lib.rs", "frame: Duration::from_secs(10),", "frame: Duration::from_secs(600),")], WIRE),
    ("refusals as counts", [("refusal_audit.rs", "const BETWEEN: i64 = 1_000;", "const BETWEEN: i64 = 0;")], WIRE),
    ("un-revoking by a lost key", [("policy/superseding.rs", "check_alive(state, earlier, now)?;", "let _ = check_alive(state, earlier, now);")], LISTS),
    ("members without an entry", [ANY_MEMBER], REGISTERED),
    ("parts that hold nothing approved", [ANY_PART], PARTS),
    ("types of parts", [(COMPARISON, "class.is_some_and(|class| class.typed.knows(text))", "class.is_none_or(|class| class.typed.knows(text) || !text.is_empty())"), ANY_PART], PARTS),
    ("salts without a hash", [(IDENTITY, "Some(salt) => is_hashed && salt", "Some(salt) => salt")], PARTS),
    ("bounds of members", [(COMPARISON, "if !entry.admits(value) {", "if false && !entry.admits(value) {")], REGISTERED),
    (
        "members that an entry can name",
        [
            ("credentials/vc/src/lint/registered/entry.rs", "if !may_vary(member, entry) {", "if false && !may_vary(member, entry) {"),
            ("policy/badge.rs", "match state.badges.get(id) {", "match state.badges.get(id).filter(|badge| badge.per_recipient == per_recipient) {"),
        ],
        REGISTERED,
    ),
    ("entries of a version", [("policy/badge.rs", "\n                    && badge.per_recipient == per_recipient =>", " =>")], REGISTERED),
    ("the achievement's name", [(COMPARISON, "\"name\" if value.as_str() == Some(registered.name) => {}", "\"name\" => {}")], REGISTERED),
    ("the issuer's profile", [ANY_ISSUER], REGISTERED),
    ("whose a profile is", [("policy/profile.rs", "if profile.get(\"id\").and_then(Value::as_str) != Some(did) {", "if false {")], REGISTERED),
    ("when it was awarded", [("policy/window.rs", "if awarded.is_some_and(|awarded| self.begin(now) <= awarded && awarded <= now) {", "if awarded.is_some() {")], REGISTERED),
    ("form of an id", [("public_url.rs", "matches!(self.parse(url), Some(PublicAddress::Credential(_)))", "url.starts_with(&format!(\"{}/credentials/\", self.0))")], REGISTERED),
    (
        "how many identities",
        [
            (IDENTITY, "if identities.len() + others > MOST {", "if false && identities.len() + others > MOST {"),
            (IDENTITY, "        if is_again {", "        if false && is_again {"),
        ],
        REGISTERED,
    ),
    ("declared identities", [(IDENTITY, "                findings.add(&at.member(\"identityType\"), RegisteredFault::UndeclaredIdentity);\n", "")], REGISTERED),
    ("hidden characters", [(IDENTITY, "if hash.as_str().is_some_and(|text| has_hidden(text, Lines::One))", "if hash.as_str().is_some_and(|_| false)")], REGISTERED),
    ("ids that belong to a part", [("credentials/vc/src/lint/open_badge.rs", "    reserved::check(credential, &mut findings);\n", "")], REGISTERED),
    ("number of statements", [ANY_COUNT], REGISTERED),
    (
        "what a reissued badge keeps",
        [("policy/superseding.rs", "names.find(|name| before.get(*name) != after.get(*name))", "names.find(|name| false && before.get(*name) != after.get(*name))")],
        REGISTERED,
    ),
    # One after the other: a badge is reissued once.
    *(
        (
            f"{member} of a reissued badge",
            [("policy/superseding.rs", "names.find(|name| before.get(*name)", f"names.find(|name| name.as_str() != \"{member}\" && before.get(*name)")],
            "attacks::registered::reissued_with_something_else",
        )
        for member in ("name", "validUntil", "issuer", "image")
    ),
    ("reissued after its end", [("policy/superseding.rs", "if earlier.valid_until().is_some_and(|until| until <= now) {", "if false {")], REGISTERED),
    ("ceiling for reissuing", [("policy/superseding.rs", "ceiling::check_reissue(self.reissue, issuer, batch, now)?;", "let _ = ceiling::check_reissue(self.reissue, issuer, batch, now);")], REGISTERED),
    *CHANGE_MUTANTS,
]

WORD = "the endpoint has no such request: it would have to be written, not taken out"
NOTHING_TO_TAKE_OUT = {
    "no such word: bytes": WORD,
    "no such word: a hash": WORD,
    "no such word: a key's private half": WORD,
    "no such word: a key that can be taken out": WORD,
    "no such word: unfreeze": WORD,
    "no such word: a checkpoint of its own": WORD,
    "self-approval: the host's words at the web server's endpoint": WORD,
    "self-approval: the desk's words at the web server's endpoint": WORD,
    "self-approval: letting all approvers go at the web server's endpoint": WORD,
    "enrolling: having a code written at the web server's endpoint": WORD,
    "enrolling: the host's confirmation at the web server's endpoint": WORD,
    "protocol downgrade: registering a badge as the first version did": WORD,
    "unknown terms: a context of the attacker's own": "there is no canonical form, and so nothing to sign, without the context's text",
    "empty frame": "nothing is no JSON text, and so no request, without the check of the length too",
}

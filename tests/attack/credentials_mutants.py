"""One check of the verifier each: its name; changes of a file below `credentials/vc/src` (or of `credentials/rdf`), each what stands there and what stands
there without the check; tests, at least one of which then fails: of `credentials/vc/tests/verify`, or after the name of another
folder of `credentials/vc/tests` and a space.
"""

ISSUER_KEYS = "issuer_keys::"
SOMEBODY = [ISSUER_KEYS + "somebodys_key_on_the_host_of_an_https_issuer_does_not_count"]
LISTED_ADDRESS = [ISSUER_KEYS + "a_key_at_an_address_that_the_issuers_document_lists_counts_if_its_controller_is_the_issuer"]
KEY_SET = [ISSUER_KEYS + "the_key_set_of_the_authority_counts_for_tokens_alone_and_for_the_issuer_that_the_key_names"]
WITHDRAWN = [ISSUER_KEYS + "a_key_that_the_issuers_document_calls_revoked_or_expired_counts_nowhere"]

KEYS = [
    (
        "a key at any address of the host",
        [
            (
                "verify/lookup.rs",
                "            && address != self.signer\n            && document.refers_to(id, self.relationship);",
                "            && address != self.signer;",
            )
        ],
        SOMEBODY,
    ),
    (
        "a key at an address, for a DID",
        [
            (
                "verify/lookup.rs",
                "let listed = self.signer.starts_with(\"https://\")\n            && is_address(address)\n            && address != self.signer\n            && document.refers_to(id, self.relationship);",
                "let listed = is_address(address) && address != self.signer;",
            )
        ],
        [ISSUER_KEYS + "for_a_did_no_address_of_its_host_holds_a_key_not_even_its_key_set"],
    ),
    (
        "whose key it is at a listed address",
        [("did/method.rs", "    check_controller(method, controller)?;\n    check_period(method, now)?;", "    let _ = controller;\n    check_period(method, now)?;")],
        LISTED_ADDRESS,
    ),
    (
        "whose key a JWK at a listed address is",
        [("did/at_address.rs", "            method::check_controller(first, issuer)?;\n", "")],
        LISTED_ADDRESS,
    ),
    (
        "whose document is at a listed address",
        [("did/at_address.rs", "methods.iter().filter(|_| owned).filter(is_named).collect()", "methods.iter().filter(|_| owned || true).filter(is_named).collect()")],
        [ISSUER_KEYS + "a_listed_address_can_hold_a_document_with_the_key"],
    ),
    (
        "a revoked key in another place",
        [("verify/lookup.rs", "match document.allows(&jwk.key, self.now) {", "match document.allows(&jwk.key, self.now).or(Ok::<(), DidError>(())) {")],
        WITHDRAWN,
    ),
    (
        "a revoked key under another name",
        [("did/listed.rs", "same.map(|method| method::check_period(method, now)).find(Result::is_err).unwrap_or(Ok(()))", "same.map(|method| method::check_period(method, now)).find(|_| false).unwrap_or(Ok(()))")],
        WITHDRAWN,
    ),
    (
        "the program that fetched an issuer's document",
        [("verify/examination.rs", "keyring.note_relay(&place, by);", "let _ = by;")],
        ["issuer_documents::a_domain_whose_document_another_program_fetched_is_named_with_that_program"],
    ),
    ("a key of another issuer in the key set", [("jose/key_set.rs", "Some(iss) => iss.as_str() == Some(self.issuer),", "Some(_) => true,")], KEY_SET),
    ("a key of nobody in the key set", [("jose/key_set.rs", "None => self.has_unnamed,", "None => true,")], KEY_SET),
    ("the key set, for a proof", [("verify/lookup.rs", "key_set_address(self.signer).filter(|_| self.in_token)?", "key_set_address(self.signer)?")], KEY_SET),
    (
        "the issuer's document beside its key set",
        [("verify/lookup.rs", "Some(Keys::Missing(check)) => return Found::nothing(check.clone()),\n            Some(Keys::Served(_)) => return Found::nothing(not_asked()),\n        };\n        match document.find", "Some(Keys::Missing(_) | Keys::Served(_)) => &DidDocument::without_keys(self.signer),\n        };\n        match document.find")],
        KEY_SET,
    ),
    (
        "a key that the token brings along",
        [
            (
                "verify/token.rs",
                "                Found::Key(_) => bound(token, &jwk.key),\n                Found::Nothing(check) => *check,",
                "                Found::Key(_) | Found::Nothing(_) => bound(token, &jwk.key),",
            )
        ],
        ["tokens::a_key_in_the_token_proves_nothing_unless_the_issuer_publishes_it"],
    ),
    (
        "a key that is listed for something else",
        [("did/listed.rs", "if !listed.iter().any(|one| one == id) {", "if false && !listed.iter().any(|one| one == id) {")],
        ["binding::keys_that_are_listed_but_not_to_be_used_are_told_apart"],
    ),
]

CLAIMS = "jose claims::"
TOKENS = [
    (
        "the end of a token",
        [("jose/claims.rs", "    set_time(&mut credential, end, &ENDS, &claims, \"exp\")?;\n", "    let _ = end;\n")],
        [CLAIMS + "exp_sets_the_end_of_a_credential_that_names_none_and_must_be_that_of_one_that_does"],
    ),
    (
        "two ends of a token",
        [("jose/claims.rs", "        same_times(&claims, \"exp\", &of(end, ENDS), &credential)?;\n", "")],
        [CLAIMS + "exp_sets_the_end_of_a_credential_that_names_none_and_must_be_that_of_one_that_does"],
    ),
    (
        "two starts of a token",
        [("jose/claims.rs", "    same_times(&claims, \"nbf\", &of(begin, BEGINS), &credential)?;\n", "")],
        [CLAIMS + "every_claim_must_be_there_and_say_what_the_credential_says"],
    ),
    (
        "names of VC 1.1 in a VC 2.0 credential",
        [("jose/claims.rs", "times.all(is_claimed)", "times.any(is_claimed)")],
        [CLAIMS + "the_names_of_vc_1_1_in_a_vc_2_0_credential_must_be_the_claims_too"],
    ),
    (
        "a second layer beside vc",
        [("jose/claims.rs", "match MEMBERS.iter().find(|name| payload.contains_key(**name)) {", "match MEMBERS.iter().find(|name| payload.contains_key(**name) && name.is_empty()) {")],
        [CLAIMS + "nothing_of_a_credential_is_beside_the_credential_under_vc"],
    ),
]

IDENTITY_TESTS = "identity::"
DECIDES = "!matches!(self, Self::Identity | Self::Conformance | Self::Refresh | Self::Endorsements)"
IDENTITY = [
    (
        "that somebody vouches for the issuer",
        [
            (
                "verify/verdict.rs",
                "    } else if checks.iter().any(|check| check.is(CheckName::Identity, Outcome::NotChecked)) {\n        Verdict::Unvouched\n",
                "",
            )
        ],
        [IDENTITY_TESTS + "a_self_made_key_with_a_famous_name_is_unaltered_and_nobody_vouches_for_it"],
    ),
    (
        "the whole identifier that the reader pinned",
        [("verify/options.rs", "|trusted| trusted == issuer", "|trusted| trusted.eq_ignore_ascii_case(issuer)")],
        [IDENTITY_TESTS + "an_issuer_that_the_reader_pinned_is_compared_exactly"],
    ),
    (
        "that a domain's document was fetched",
        [("verify/options.rs", "        !self.without_network\n", "        !self.without_network || self.without_network\n")],
        [IDENTITY_TESTS + "a_domain_is_proven_by_a_fetched_document_and_not_by_a_file"],
    ),
    (
        "that an installation that vouches is on this computer",
        [("verify/options.rs", ".filter(|address| is_loopback(address));", ";")],
        [IDENTITY_TESTS + "outside_loopback_an_installation_vouches_for_no_key"],
    ),
    (
        "that the ledger is that of the installation",
        [("verify/options.rs", "ledger.address.strip_prefix(own) == Some(\"/ledger\")", "!own.is_empty() && !ledger.address.is_empty()")],
        [IDENTITY_TESTS + "a_profile_without_an_entry_in_the_ledger_is_no_identity"],
    ),
    (
        "that the ledger check decides",
        [("verify/check.rs", DECIDES, DECIDES.replace("Self::Identity", "Self::Ledger | Self::Identity"))],
        ["ledgers::a_ledger_that_does_not_answer_leaves_the_verdict_open"],
    ),
    (
        "that the recipient decides",
        [("verify/check.rs", DECIDES, DECIDES.replace("Self::Identity", "Self::Recipient | Self::Identity"))],
        ["answers::the_recipient_is_compared_with_what_is_sealed_and_not_repeated"],
    ),
    (
        "who wrote an endorsement",
        [("verify/machine/answer.rs", "self.options.for_another_document()", "self.options.for_another_document().trusting(endorsement.document[\"issuer\"][\"id\"].as_str().unwrap_or_default())")],
        ["endorsements::an_endorser_for_whom_nobody_vouches_makes_no_good_endorsement"],
    ),
]

LISTS = [
    (
        "a list that anyone signed",
        [("verify/status/list.rs", "    by == issuer.id || keeper()", "    !by.is_empty() || by == issuer.id || keeper()")],
        ["keepers::a_revoked_badge_does_not_become_valid_by_a_list_that_somebody_else_signed"],
    ),
    (
        "where a keeper may sign",
        [("verify/status/list.rs", "keeper.keeper() == by && keeper.keeps(address)", "keeper.keeper() == by")],
        ["keepers::a_keeper_counts_only_for_lists_below_the_address_that_the_issuer_names"],
    ),
    (
        "the id of a list",
        [("verify/status/table.rs", "} else if facts.id == ListId::Other {", "} else if false {")],
        ["list_forms::the_id_of_a_list_is_compared_as_an_address"],
    ),
    (
        "a revocation in an expired list",
        [("verify/status/table.rs", "if facts.set && facts.purpose == Purpose::Revocation {", "if false {")],
        ["list_forms::a_revocation_is_never_hidden_by_the_dates_of_the_list"],
    ),
    (
        "a list without id, of an issuer with a ledger",
        [("verify/status/table.rs", "        Dates::Within if facts.ledger && facts.id == ListId::Absent => Some(Doubt::NoId),\n", "")],
        ["list_forms::a_clear_list_without_id_or_dates_of_an_issuer_with_a_ledger_leaves_it_open"],
    ),
]

LEDGER = [
    (
        "a ledger service that cannot be read",
        [("verify/ledger.rs", "Err(UnreadableLedger) => return Err(unreadable()),", "Err(UnreadableLedger) => return Err(none()),")],
        ["copied_keys::a_ledger_service_that_is_doubled_or_cannot_be_read_is_never_no_ledger"],
    ),
    (
        "an id that is not below the ledger's address",
        [("verify/ledger.rs", "Kind::OpenBadge => never_signed(NeverSigned::Identifier),", "Kind::OpenBadge => none(),")],
        ["copied_keys::a_badge_whose_id_is_not_below_the_ledger_s_address_is_not_in_it"],
    ),
    (
        "a token beside a ledger without tokens",
        [("verify/ledger.rs", "return Err(never_signed(NeverSigned::Form));", "return Err(none());")],
        ["copied_keys::a_badge_as_a_token_is_not_in_a_ledger_that_has_no_tokens"],
    ),
    (
        "an endorsement that is in no ledger",
        [("verify/machine.rs", "        if published == Ok(None) {\n", "        if badge.kind() == Kind::Endorsement || published == Ok(None) {\n")],
        ["endorsements::an_endorsement_counts_only_if_the_ledger_that_its_issuer_publishes_holds_it"],
    ),
    (
        "the keys that a ledger covers",
        [("verify/ledger.rs", "Some((key, document)) => document.is_covered(&ledger, key),", "Some(_) => false,")],
        ["copied_keys::a_ledger_covers_the_keys_that_it_names_whatever_their_names"],
    ),
]

WEB_ISSUERS = "web_issuers::"
WEB = [
    (
        "the DID with the host and path of an https issuer",
        [("verify/machine/answer.rs", "if ledger::names_ledger(&bytes) {", "if false && ledger::names_ledger(&bytes) {")],
        [WEB_ISSUERS + "the_web_address_of_an_issuer_with_a_ledger_is_no_second_issuer"],
    ),
    (
        "a covered key at a listed address",
        [("verify/ledger/signature.rs", "if key.is_none() && !is_the_issuers() {", "if key.is_none() && method.split('#').next() != Some(signer.as_str()) {")],
        [WEB_ISSUERS + "a_key_at_a_listed_address_is_covered_like_one_in_the_document"],
    ),
    (
        "what else a list states",
        [("verify/status/list.rs", "        && subject.is_some_and(|members| members.keys().all(|name| SUBJECT.contains(&name.as_str())))", "        && subject.is_some()")],
        [WEB_ISSUERS + "a_credential_that_also_calls_itself_a_list_is_looked_up"],
    ),
    (
        "quotation marks in a name",
        [("sanitizer.rs", "self.0.replace(marks, \"'\")", "self.0.clone()")],
        ["answers::no_name_in_a_badge_goes_on_as_a_sentence"],
    ),
]

HIDDEN = "shapes::a_status_hidden_under_its_full_address_is_found"
MOVED = "shapes::parts_moved_out_of_sight_are_never_valid"
OWN_ID = "shapes::a_part_with_the_badges_own_identifier_is_refused"
PLAIN_FORM = [
    ("members under a full address", [("verify/shape.rs", "    if name.contains(':') {", "    if false && name.contains(':') {")], [HIDDEN]),
    (
        "keywords of JSON-LD",
        [
            ("verify/shape.rs", "    keyword.then_some(", "    (keyword && name.is_empty()).then_some("),
            # A member under a keyword here is a part that also has the badge's own identifier.
            ("verify/shape.rs", "if is_root && !members", "if false && is_root && !members"),
        ],
        [MOVED],
    ),
    ("the badge's own identifier in a part", [("verify/shape.rs", "if is_root && !members", "if false && is_root && !members")], [OWN_ID]),
]

COMPARED = "answers::the_recipient_is_compared_with_what_is_sealed_and_not_repeated"
RECIPIENT = [
    ("the hash of the recipient", [("verify/recipient.rs", "(Some(_), false) => Compared::Different,", "(Some(_), false) => Compared::Same,")], [COMPARED]),
    (
        "another address",
        [
            (
                "verify/recipient.rs",
                "            Check::failed(NAME, RecipientReason::OtherAddress)\n",
                "            Check::not_checked(NAME, RecipientReason::OtherAddress)\n",
            )
        ],
        [COMPARED],
    ),
]

NESTED = "bake a_credential_inside_another_or_beside_a_token_is_one_of_several"
BOUNDS = "bake an_svg_beyond_a_bound_of_the_scanner_is_too_complex_and_not_broken"
PICTURES = [
    (
        "a second credential in a picture",
        [("bake/svg.rs", "        [one] => found.add_placed(Cow::Borrowed(content(one)?))?,\n", "        [one, ..] => found.add_placed(Cow::Borrowed(content(one)?))?,\n        #[expect(unreachable_patterns)]\n")],
        ["bake an_svg_with_two_credentials_is_refused_and_a_jwt_stands_in_its_attribute"],
    ),
    ("a credential inside another", [("bake/svg.rs", "        _ if element.holds_another => Err(BakeError::SeveralCredentials),\n", "")], [NESTED]),
    (
        "a token beside a text",
        [("bake/svg.rs", "        Some(_) if !element.text.trim().is_empty() => Err(BakeError::SeveralCredentials),\n", "")],
        [NESTED],
    ),
    (
        "the namespace of the credential's element",
        [("bake/svg/picture.rs", "let is_credential = tag.local == \"credential\" && namespace == NAMESPACE;", "let is_credential = tag.local == \"credential\";")],
        ["bake an_svg_credential_is_found_by_namespace_and_not_by_prefix"],
    ),
    (
        "JSON under the old keyword that can be read in two ways",
        [("bake.rs", "matches!(error, JsonError::DuplicateMember(_) | JsonError::UnsafeNumber(_))", "matches!(error, JsonError::UnsafeNumber(_))")],
        ["bake json_under_the_old_keyword_that_can_be_read_in_two_ways_counts_as_a_badge"],
    ),
    ("entities in a picture", [("xml/scanner.rs", "b'[' => return Err(XmlError::Entities(at)),", "b'[' => {}")], ["bake entities_and_broken_markup_in_an_svg_are_refused"]),
    ("the depth of a picture", [("xml/scanner.rs", "if self.open.len() == self.limits.depth {", "if false {")], [BOUNDS]),
    ("the elements of a picture", [("xml/scanner.rs", "if self.elements > self.limits.elements {", "if false {")], [BOUNDS]),
    ("the attributes of an element", [("xml/tag.rs", "_ if attributes.len() == limits.attributes => {", "_ if attributes.len() == usize::MAX => {")], [BOUNDS]),
    ("the namespaces in scope", [("xml/scope.rs", "if self.bindings.len() == self.most {", "if false {")], [BOUNDS]),
]

INFLATED = ["bake the_texts_of_a_file_inflate_to_8_mib_in_all", "hostile compressed_texts_end_at_the_allowance_of_the_file"]
BEYOND = "hostile shapes_that_grow_without_bound_use_up_the_budget"
WORK = [
    ("the budget", [("credentials/rdf/src/work.rs", "pub const LIMIT: u64 = 100_000;", "pub const LIMIT: u64 = 1_000_000;")], [BEYOND]),
    ("the work of a value", [("credentials/rdf/src/json.rs", "        work.spend(values).map_err(|_| JsonError::TooMuchWork)?;\n", "        let _ = values;\n")], [BEYOND]),
    (
        "one allowance for all compressed texts of a picture",
        [("bake/png/inflate.rs", "        self.left = self.left.saturating_sub(inflated.len());\n", "")],
        INFLATED,
    ),
    (
        "what a broken compressed text inflated to",
        [("bake/png/inflate.rs", "self.left.saturating_sub(inflated.len());", "self.left.saturating_sub(if read.is_ok() { inflated.len() } else { 0 });")],
        ["bake a_broken_compressed_text_counts_for_what_it_inflated_to"],
    ),
    ("the work of inflating", [("bake/png/inflate.rs", "        self.work.spend_bytes(inflated.len())?;\n", "")], ["bake a_broken_compressed_text_counts_for_what_it_inflated_to"]),
    ("the work of making a decoder", [("bake/png/inflate.rs", "        self.work.spend(EACH)?;\n", "")], ["bake each_compressed_text_counts_whatever_its_length"]),
    (
        "the work of JSON under the old keyword",
        [("bake.rs", "match Document::parse_within(json, work) {", "let _ = work;\n    match Document::parse(json) {")],
        ["bake json_under_the_old_keyword_is_parsed_within_the_budget"],
    ),
    ("the work of a token", [("jose/token.rs", "Document::parse_within(&decode(part)?, work)", "Document::parse(&decode(part)?)")], [BEYOND]),
    (
        "the work of a badge in a text",
        [("verify/wrapper.rs", "match Document::parse_within(text.as_bytes(), work) {", "let _ = work;\n    match Document::parse(text.as_bytes()) {")],
        [BEYOND],
    ),
]

CREDENTIALS_MUTANTS = [*KEYS, *TOKENS, *IDENTITY, *LISTS, *LEDGER, *WEB, *PLAIN_FORM, *RECIPIENT, *PICTURES, *WORK]

//! Everything that JSON-LD would drop silently, or that libraries get wrong, is refused or corrected.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use credentials::canonical::{
    CanonicalError, ExtraContext, RdfcHash, canonical_nquads, canonical_nquads_with,
};
use credentials::json::Document;
use jsonld::general_nquads;
use serde_json::{Value, json};

const MINIMAL: &str = include_str!("fixtures/ob3-minimal.json");
const FULL: &str = include_str!("fixtures/ob3-full.json");

fn example(text: &str) -> Value {
    Document::parse(text.as_bytes()).unwrap().into_value()
}

/// The canonical form after setting the value at a JSON Pointer, whose last part may be a new member.
fn with(text: &str, pointer: &str, value: Value) -> Result<String, CanonicalError> {
    let mut document = example(text);
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = document.pointer_mut(parent).unwrap();
    match parent.as_array_mut() {
        Some(items) => items[name.parse::<usize>().unwrap()] = value,
        None => parent[name] = value,
    }
    canonical_nquads(&document)
}

fn refused(pointer: &str, value: Value) -> CanonicalError {
    with(MINIMAL, pointer, value).unwrap_err()
}

#[test]
fn undefined_members_are_refused_at_any_depth_even_when_they_are_null_or_empty() {
    for value in [json!("x"), json!(null), json!([]), json!({"id": "urn:x"})] {
        let expected = CanonicalError::UndefinedTerm("secretClaim".into());
        assert_eq!(refused("/secretClaim", value.clone()), expected);
        assert_eq!(refused("/credentialSubject/achievement/criteria/secretClaim", value), expected);
    }
}

#[test]
fn the_members_of_an_object_whose_type_is_missing_are_undefined() {
    let mut document = example(MINIMAL);
    document["credentialSubject"]["achievement"].as_object_mut().unwrap().shift_remove("type");
    assert_eq!(canonical_nquads(&document), Err(CanonicalError::UndefinedTerm("criteria".into())));
}

#[test]
fn undefined_types_are_refused() {
    let kinds = json!(["VerifiableCredential", "OpenBadgeCredential", "MadeUp"]);
    assert_eq!(refused("/type", kinds), CanonicalError::UndefinedType("MadeUp".into()));
}

#[test]
fn identifiers_that_are_not_absolute_are_refused() {
    for id in ["image.png", "#x", "/a", "", "https://badges.example.edu/a b", "http://[::1", "a<b>:c"] {
        let place = "/credentialSubject/achievement/id";
        assert_eq!(refused(place, json!(id)), CanonicalError::InvalidId(id.into()), "{id}");
    }
}

#[test]
fn keyword_like_identifiers_are_refused_and_keyword_like_texts_are_not() {
    for place in ["/id", "/issuer/id", "/credentialSubject/id", "/credentialSubject/achievement/id"] {
        assert_eq!(refused(place, json!("@foo")), CanonicalError::InvalidId("@foo".into()), "{place}");
    }
    assert!(matches!(refused("/type/1", json!("@foo")), CanonicalError::InvalidId(_)));
    let canonical = with(MINIMAL, "/credentialSubject/achievement/name", json!("@foo")).unwrap();
    assert!(canonical.contains("<https://schema.org/name> \"@foo\""));
}

#[test]
fn a_keyword_like_identifier_is_refused_under_a_term_with_vocabulary() {
    let proof = |purpose: &str| json!({"@context": [credentials::contexts::V2], "type": "DataIntegrityProof", "proofPurpose": purpose});
    assert!(canonical_nquads(&proof("assertionMethod")).is_ok());
    assert!(canonical_nquads(&proof("@foo")).is_err());
    assert!(canonical_nquads(&proof("madeUp")).is_err());
}

#[test]
fn a_proof_that_states_nothing_cannot_be_slipped_in_beside_others() {
    let place = "/endorsement/0/proof";
    let original = example(FULL).pointer(place).unwrap()[0].clone();
    for extra in [json!("urn:x"), json!("@foo"), json!({}), json!({"id": "urn:x"})] {
        let found = with(FULL, place, json!([original, extra]));
        assert!(found.is_err_and(|error| !error.is_unsupported()), "{extra}");
    }
}

#[test]
fn keywords_as_members_are_not_covered() {
    for name in ["@id", "@type", "@graph", "@included", "@reverse", "@nest", "@index", "@set", "@foo"] {
        let found = refused(&format!("/credentialSubject/{name}"), json!("urn:x"));
        assert!(found.is_unsupported(), "{name}: {found:?}");
    }
}

#[test]
fn a_member_without_a_name_is_refused() {
    assert_eq!(refused("/", json!("x")), CanonicalError::EmptyMember);
}

#[test]
fn blank_node_identifiers_are_not_covered() {
    assert!(refused("/credentialSubject/id", json!("_:b0")).is_unsupported());
    assert!(refused("/_:p", json!("x")).is_unsupported());
}

#[test]
fn language_tags_must_be_well_formed_and_are_written_in_lower_case() {
    let name = |tag: &str| with(MINIMAL, "/name", json!({"@value": "Bench", "@language": tag}));
    assert!(name("de-DE").unwrap().contains("\"Bench\"@de-de"));
    for tag in ["", "d_e", "thislanguageistoolong", "@none", "de-"] {
        assert_eq!(name(tag), Err(CanonicalError::Language(tag.into())), "{tag}");
    }
}

#[test]
fn a_base_direction_is_stated_by_the_datatype() {
    let name = |value: Value| with(MINIMAL, "/name", value).unwrap();
    let directed = name(json!({"@value": "x", "@language": "ar-EG", "@direction": "rtl"}));
    assert!(directed.contains("\"x\"^^<https://www.w3.org/ns/i18n#ar-eg_rtl>"), "{directed}");
    let without_language = name(json!({"@value": "x", "@direction": "ltr"}));
    assert!(without_language.contains("\"x\"^^<https://www.w3.org/ns/i18n#_ltr>"), "{without_language}");
    let none = with(MINIMAL, "/name", json!({"@value": "x", "@direction": "up"}));
    assert!(matches!(none, Err(CanonicalError::Processing(_))), "{none:?}");
}

#[test]
fn odd_value_objects_are_not_signed_around() {
    let name = |value: Value| with(MINIMAL, "/name", value);
    for odd in [
        json!({"@value": null}),
        json!({"@language": "en"}),
        json!({"@value": "x", "@type": "urn:t"}),
        json!({"@value": 1}),
    ] {
        assert!(name(odd.clone()).unwrap_err().is_unsupported(), "{odd}");
    }
}

#[test]
fn integral_floats_are_written_as_integers_and_fractions_as_doubles() {
    let credits = |text: &str| {
        let full = FULL.replace("\"creditsEarned\": 1.5", &format!("\"creditsEarned\": {text}"));
        let canonical = canonical_nquads(&example(&full)).unwrap();
        let line = canonical.lines().find(|line| line.contains("#creditsEarned>")).unwrap().to_owned();
        line.split('"').nth(1).unwrap().to_owned()
    };
    assert_eq!(credits("2.0"), "2");
    assert_eq!(credits("2"), "2");
    assert_eq!(credits("-3.0"), "-3");
    assert_eq!(credits("1.5"), "1.5E0");
    assert_eq!(credits("0.000001"), "1.0E-6");
    assert_eq!(credits("1234.5"), "1.2345E3");
}

#[test]
fn unsafe_numbers_are_refused_even_in_a_value_that_was_not_read_strictly() {
    for number in [json!(9_007_199_254_740_993_u64), json!(1e30), json!(1e-7), json!(-0.0)] {
        let found = with(FULL, "/credentialSubject/creditsEarned", number).unwrap_err();
        assert!(matches!(found, CanonicalError::UnsafeNumber(_)));
    }
}

#[test]
fn only_pinned_contexts_count_and_none_is_fetched() {
    let odd = "https://example.com/context.json";
    assert_eq!(refused("/@context/1", json!(odd)), CanonicalError::UnknownContext(odd.into()));
    assert_eq!(refused("/@context/1", json!({"a": "urn:a"})), CanonicalError::InlineContext);
    assert_eq!(refused("/@context/1", json!(null)), CanonicalError::InlineContext);
    assert_eq!(refused("/@context", json!([])), CanonicalError::NoContext);
    assert_eq!(refused("/issuer/@context", json!(odd)), CanonicalError::UnknownContext(odd.into()));
    assert_eq!(canonical_nquads(&json!({"id": "urn:x"})), Err(CanonicalError::NoContext));
    assert_eq!(canonical_nquads(&json!([])), Err(CanonicalError::NoContext));
}

#[test]
fn an_extra_context_counts_for_one_call() {
    let extra = [ExtraContext {
        url: "urn:example:context",
        text: r#"{"@context": {"colour": "urn:example:colour"}}"#,
    }];
    let document = json!({"@context": ["urn:example:context"], "colour": "red"});
    assert_eq!(
        canonical_nquads_with(&document, &extra, RdfcHash::Sha256).unwrap(),
        "_:c14n0 <urn:example:colour> \"red\" .\n"
    );
    assert!(canonical_nquads(&document).is_err());
}

#[test]
fn a_document_that_states_nothing_is_refused() {
    let context = json!([credentials::contexts::V2]);
    for document in [
        json!({"@context": context}),
        json!({"@context": context, "id": "urn:x"}),
        json!({"@context": context, "name": null}),
    ] {
        assert_eq!(canonical_nquads(&document), Err(CanonicalError::NoStatements), "{document}");
    }
}

#[test]
fn another_meaning_for_a_protected_term_is_not_covered() {
    let kinds = json!(["Achievement", "Result"]);
    let found = with(FULL, "/credentialSubject/achievement/type", kinds).unwrap_err();
    assert!(found.is_unsupported(), "{found:?}");
}

#[test]
fn the_items_of_a_list_are_signed_in_their_order() {
    let place = "/credentialSubject/achievement/resultDescription/2/allowedValue";
    let original = canonical_nquads(&example(FULL)).unwrap();
    let list = |items: Value| with(FULL, place, items).unwrap();
    assert_eq!(list(json!(["Enrolled", "InProgress", "Completed"])), original);
    assert_ne!(list(json!(["Enrolled", "Completed", "InProgress"])), original);
    assert_ne!(list(json!(["Enrolled", "InProgress"])), original);
    assert!(original.contains("rdf-syntax-ns#first> \"InProgress\""));
}

/// The library decodes identifiers to compare them, and panicked on the first one.
#[test]
fn percent_encoded_identifiers_are_taken_as_they_are_or_not_covered() {
    let place = "/credentialSubject/achievement/id";
    for id in
        ["https://badges.example/cr%dentials", "urn:x:%ff", "https://badges.example/%C3/%A9", "urn:x:%C3%A9"]
    {
        assert!(with(MINIMAL, place, json!(id)).unwrap().contains(&format!("<{id}>")), "{id}");
        let general = |value: &Value| general_nquads(value, &[], RdfcHash::Sha256);
        let mut document = example(MINIMAL);
        *document.pointer_mut(place).unwrap() = json!(id);
        let said = general(&document);
        assert!(
            said.as_ref().is_ok_and(|text| text.contains(id)) || said.is_err_and(|e| e.is_unsupported()),
            "{id}"
        );
    }
}

/// The library treats them as one, and would state both values under the first name.
#[test]
fn members_with_names_that_are_equal_when_normalised_stay_two_or_are_not_covered() {
    for name in ["https://badges.example/%61", "https://badges.example/./a", "https://badges.example/b/../a"]
    {
        let mut document = example(MINIMAL);
        document["https://badges.example/a"] = json!("1");
        document[name] = json!("2");
        for said in [canonical_nquads(&document), general_nquads(&document, &[], RdfcHash::Sha256)] {
            let kept = |text: &String| text.contains(&format!("<{name}> \"2\""));
            assert!(
                said.as_ref().is_ok_and(kept) || said.is_err_and(|error| error.is_unsupported()),
                "{name}"
            );
        }
    }
}

/// The library reads it as an empty list, jsonld.js as nothing.
#[test]
fn null_in_place_of_a_list_states_nothing_or_is_not_covered() {
    let place = "/credentialSubject/achievement/resultDescription/2";
    let mut without = example(FULL).pointer(place).unwrap().clone();
    without.as_object_mut().unwrap().shift_remove("allowedValue");
    let without = with(FULL, place, without);
    let null = with(FULL, &format!("{place}/allowedValue"), json!(null));
    assert_ne!(with(FULL, &format!("{place}/allowedValue"), json!([])), without);
    assert!(null == without || null.as_ref().is_err_and(CanonicalError::is_unsupported), "{null:?}");
}

#[test]
fn odd_datatypes_of_the_open_badges_context_are_kept() {
    let canonical = canonical_nquads(&example(FULL)).unwrap();
    assert!(canonical.contains("\"true\"^^<https://www.w3.org/2001/XMLSchema#boolean>"));
    assert!(canonical.contains("^^<xsd:dateTime>"));
}

#[test]
fn control_characters_and_noncharacters_have_one_form_or_none() {
    let canonical = with(MINIMAL, "/name", json!("a\t\u{8}\u{c}\u{1}\u{7f}\"\\é")).unwrap();
    assert!(canonical.contains(r#""a\t\b\f\u0001\u007F\"\\é""#));
    assert!(refused("/name", json!("\u{ffff}")).is_unsupported());
}

#[test]
fn poison_and_sheer_size_end_in_could_not_be_checked() {
    let started = std::time::Instant::now();
    let alignment: Vec<Value> = (0..3000)
        .map(|at| json!({"type": ["Alignment"], "targetName": format!("{at}"), "targetUrl": "https://x.example"}))
        .collect();
    let found = with(MINIMAL, "/credentialSubject/achievement/alignment", json!(alignment));
    assert_eq!(found, Err(CanonicalError::TooMuchWork));
    // Identical proofs: only trying all orders can distinguish their graphs and nodes.
    let proof = json!({"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofValue": "z1"});
    let found = with(MINIMAL, "/proof", json!(vec![proof; 200]));
    assert!(found.as_ref().err().is_none_or(CanonicalError::is_unsupported), "{found:?}");
    println!("{:?}", started.elapsed());
}

/// 30 levels below the document, half of them arrays.
fn nested(depth: usize) -> Value {
    (1..depth).fold(
        json!({"type": ["Profile"], "name": "x"}),
        |inner, _| json!({"type": ["Profile"], "name": "x", "parentOrg": [inner]}),
    )
}

#[test]
fn the_deepest_document_that_is_covered_fits_the_stack_of_a_browser() {
    let judge = || {
        let mut document = example(MINIMAL);
        document["issuer"] = nested(15);
        let one = canonical_nquads(&document);
        document["credentialSubject"]["source"] = nested(15);
        (one, canonical_nquads(&document))
    };
    let small = std::thread::Builder::new().stack_size(1 << 20);
    let (one, twins) = small.spawn(judge).unwrap().join().unwrap();
    assert_eq!(one.unwrap().lines().filter(|line| line.contains("#parentOrg>")).count(), 14);
    assert_eq!(twins.unwrap().lines().filter(|line| line.contains("#parentOrg>")).count(), 28);
    assert_eq!(refused("/issuer", nested(20)), CanonicalError::TooMuchWork);
}

#[test]
fn long_lists_that_are_alike_are_told_apart_or_given_up_within_that_stack() {
    let twins = |length: usize| {
        let values: Vec<String> = (0..length).map(|at| at.to_string()).collect();
        let description = json!({"type": ["ResultDescription"], "name": "x", "allowedValue": values});
        with(FULL, "/credentialSubject/achievement/resultDescription", json!([description, description]))
    };
    let small = std::thread::Builder::new().stack_size(1 << 20);
    let (short, long) = small.spawn(move || (twins(100), twins(1000))).unwrap().join().unwrap();
    assert_eq!(short.unwrap().matches("rdf-syntax-ns#rest>").count(), 200);
    assert_eq!(long, Err(CanonicalError::TooMuchWork));
}

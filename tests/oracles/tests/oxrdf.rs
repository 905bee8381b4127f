//! Our canonical form compared with `oxjsonld` and `oxrdf`, which share no code with it or with jsonld.js.

#[cfg(test)]
mod oxrdf {
    use std::collections::BTreeSet;
    use std::error::Error;
    use std::fs;
    use std::path::Path;
    use std::str::FromStr;

    use ::oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
    use ::oxrdf::{Dataset, Quad};
    use credentials::canonical::canonical_nquads;
    use credentials::contexts;
    use credentials::json::Document;
    use insignia_oracles::{Chance, credential};
    use oxjsonld::{JsonLdLoadDocumentOptions, JsonLdParser, JsonLdRemoteDocument};
    use serde_json::{Value, json};

    /// Number of credentials; each takes some milliseconds without optimisation.
    const CREDENTIALS: usize = 400;

    type Loaded = Result<JsonLdRemoteDocument, Box<dyn Error + Send + Sync>>;

    fn load(url: &str, _: &JsonLdLoadDocumentOptions) -> Loaded {
        let context = contexts::get(url).ok_or("nobody may fetch this")?;
        Ok(JsonLdRemoteDocument { document: context.text.into(), document_url: url.to_owned() })
    }

    /// The statements by `oxjsonld`.
    fn statements(document: &Value) -> Result<Dataset, Box<dyn Error>> {
        let text = document.to_string();
        let parser = JsonLdParser::new().for_slice(&text).with_load_document_callback(load);
        Ok(parser.collect::<Result<Vec<Quad>, _>>()?.into_iter().collect())
    }

    /// The canonical form by `oxrdf`.
    fn canonical(mut dataset: Dataset) -> String {
        let hash_algorithm = CanonicalizationHashAlgorithm::Sha256;
        dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm });
        let mut lines: Vec<String> = dataset.iter().map(|quad| format!("{quad} .\n")).collect();
        lines.sort_unstable();
        lines.concat()
    }

    /// Whether the document has a canonical form; if so, `oxjsonld` must find the same statements in it, and `oxrdf`
    /// must give their blank nodes the same names.
    ///
    /// `oxrdf` 0.3.5 keeps related blank nodes in a set, where RDFC-1.0 has a list; like `sophia_c14n` 0.10 it may
    /// name twins differently. So where there are twins, only the statements are compared.
    #[track_caller]
    fn same(document: &Value) -> bool {
        let Ok(ours) = canonical_nquads(document) else { return false };
        let theirs = statements(document).unwrap_or_else(|error| panic!("{error}\n{document}"));
        let theirs = canonical(theirs);
        let reread = ours.lines().map(|line| Quad::from_str(line).unwrap()).collect();
        let reread = canonical(reread);
        assert!(reread == theirs, "other statements:\n{}\n{document}", difference(&reread, &theirs));
        let alike = ours == theirs || has_twins(&ours);
        assert!(alike, "other names:\n{}\n{document}", difference(&ours, &theirs));
        true
    }

    /// Whether two blank nodes of a canonical text are in lines that differ only in blank nodes (equal first-degree
    /// hashes of RDFC-1.0).
    fn has_twins(nquads: &str) -> bool {
        let nodes: BTreeSet<&str> = nquads.split([' ', '\n']).filter(|word| word.starts_with("_:")).collect();
        let seen_by = |node: &str| -> Vec<String> {
            let place = |word: &str| match word {
                own if own == node => "_:a".to_owned(),
                other if other.starts_with("_:") => "_:z".to_owned(),
                word => word.to_owned(),
            };
            let lines = nquads.lines().filter(|line| line.split(' ').any(|word| word == node));
            let mut lines: Vec<String> =
                lines.map(|line| line.split(' ').map(place).collect::<Vec<_>>().join(" ")).collect();
            lines.sort_unstable();
            lines
        };
        let views: BTreeSet<_> = nodes.iter().map(|node| seen_by(node)).collect();
        views.len() < nodes.len()
    }

    /// The lines that only one of the two has.
    fn difference(ours: &str, theirs: &str) -> String {
        let only = |these: &str, those: &str, sign: &str| -> Vec<String> {
            these
                .lines()
                .filter(|line| !those.lines().any(|other| other == *line))
                .map(|line| format!("{sign} {line}"))
                .collect()
        };
        [only(ours, theirs, "ours  "), only(theirs, ours, "theirs")].concat().join("\n")
    }

    #[test]
    fn generated_credentials_have_the_same_canonical_form() {
        let mut chance = Chance::new(3);
        let compared = (0..CREDENTIALS).filter(|_| same(&credential(&mut chance))).count();
        assert!(compared * 2 > CREDENTIALS, "only {compared} of {CREDENTIALS} had a canonical form");
    }

    #[test]
    fn our_examples_and_every_seed_of_the_fuzzer_have_the_same_canonical_form() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut compared = 0;
        for folder in ["credentials/vc/tests/fixtures", "fuzz/corpus/canonical"] {
            for entry in fs::read_dir(root.join(folder)).unwrap() {
                let text = fs::read(entry.unwrap().path()).unwrap();
                let document = Document::parse(&text).map(Document::into_value).unwrap_or_default();
                compared += usize::from(same(&document));
            }
        }
        assert!(compared >= 8, "only {compared} documents were compared");
    }

    #[test]
    fn the_official_documents_have_the_same_canonical_form() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../vectors/1edtech-ob30");
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let documents = files.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
        let compared =
            documents.filter(|path| same(&serde_json::from_slice(&fs::read(path).unwrap()).unwrap())).count();
        assert!(compared >= 8, "only {compared} documents were compared");
    }

    /// When this fails, `oxrdf` names twins as in RDFC-1.0, and `same` can compare all names.
    #[test]
    fn the_other_implementation_still_loses_related_blank_nodes_that_occur_several_times() {
        let path = "../vectors/1edtech-ob30/complete.json";
        let text = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
        let complete: Value = serde_json::from_slice(&text).unwrap();
        let ours = canonical_nquads(&complete).unwrap();
        assert!(has_twins(&ours));
        assert_ne!(ours, canonical(statements(&complete).unwrap()));
    }

    #[test]
    fn equal_blank_nodes_are_told_apart_alike() {
        let proof = json!({"type": "DataIntegrityProof", "created": "2026-01-15T08:30:00Z"});
        for copies in 1..=4 {
            let document = json!({
                "@context": [contexts::V2, contexts::OB_3_0_3],
                "type": ["VerifiableCredential"],
                "proof": vec![&proof; copies],
            });
            assert!(same(&document), "{copies} copies");
        }
    }
}

//! Pictures for upload, checked by the function for every upload.

use crate::command::Run;
use crate::compare;
use crate::expectation::{PICTURES, find};
use domain::Artwork;
use messages::Language;

#[test]
fn every_picture_is_accepted_or_refused_as_its_expectation_says() {
    compare(|folder, expectation| {
        let file = find(folder, &expectation.file).filter(|_| PICTURES.contains(&folder))?;
        let run = match Artwork::check(&std::fs::read(file).unwrap()) {
            Ok(_) => Run { exit: Some(0), printed: String::new() },
            Err(refusal) => {
                let (problem, remedy) = Language::English.artwork(&refusal);
                Run { exit: Some(1), printed: format!("{problem} {remedy}") }
            }
        };
        Some((run, expectation.clone()))
    });
}

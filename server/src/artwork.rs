//! The eight templates, in the form that is frozen into published versions.

use domain::Art;

/// The SVG of a template; an empty drawing for an upload, which has its own bytes.
pub(crate) fn template(art: &Art) -> &'static str {
    match art {
        Art::Bridge => include_str!("../../style/art/badge-bridge.svg"),
        Art::Compass => include_str!("../../style/art/badge-compass.svg"),
        Art::Lattice => include_str!("../../style/art/badge-lattice.svg"),
        Art::Chevron => include_str!("../../style/art/badge-chevron.svg"),
        Art::Lamp => include_str!("../../style/art/badge-lamp.svg"),
        Art::Arch => include_str!("../../style/art/badge-arch.svg"),
        Art::Distinction => include_str!("../../style/art/badge-distinction.svg"),
        Art::Company => include_str!("../../style/art/badge-company.svg"),
        Art::Uploaded(_) => "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>",
    }
}

#[cfg(test)]
mod tests {
    use super::template;
    use domain::{Art, Artwork};

    #[test]
    fn every_template_passes_the_check_that_uploads_pass() {
        for (art, _) in Art::TEMPLATES {
            let checked = Artwork::check(template(&art).as_bytes());
            assert!(checked.is_ok(), "{art}: {checked:?}");
        }
    }
}

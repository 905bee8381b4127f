//! Stylesheet, script, shapes and fonts, embedded in the program: the desk reads no file for them, and
//! nobody replaces one.

/// The product's own tokens and components, in the order of its layers, and the desk's own styles.
const STYLE: &str = concat!(
    include_str!("../../../style/00-layers.css"),
    include_str!("../../../style/01-fonts.css"),
    include_str!("../../../style/02-tokens.css"),
    include_str!("../../../style/10-reset.css"),
    include_str!("../../../style/11-base.css"),
    include_str!("../../../style/20-layout.css"),
    include_str!("../../../style/30-mark.css"),
    include_str!("../../../style/32-front.css"),
    include_str!("../../../style/33-button.css"),
    include_str!("../../../style/34-field.css"),
    include_str!("../../../style/37-facts.css"),
    include_str!("../../../style/48-notice.css"),
    include_str!("../../../style/50-empty.css"),
    include_str!("../assets/desk.css"),
    include_str!("../../../style/90-utilities.css"),
    include_str!("../../../style/92-forced-colors.css"),
    include_str!("../assets/forced-colors.css"),
);

/// A file that pages refer to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asset {
    pub(crate) kind: &'static str,
    pub(crate) bytes: &'static [u8],
}

/// The file at a path.
pub(crate) fn find(path: &str) -> Option<Asset> {
    let (kind, bytes): (_, &[u8]) = match path {
        "/desk.css" => ("text/css; charset=utf-8", STYLE.as_bytes()),
        "/desk.js" => ("text/javascript; charset=utf-8", include_bytes!("../assets/desk.js")),
        "/art/favicon.svg" => ("image/svg+xml", include_bytes!("../../../style/art/favicon.svg")),
        "/art/marks.svg" => ("image/svg+xml", include_bytes!("../../../style/art/marks.svg")),
        "/art/wordmark.svg" => ("image/svg+xml", include_bytes!("../../../style/art/wordmark.svg")),
        "/art/band.svg" => ("image/svg+xml", include_bytes!("../../../style/art/band.svg")),
        font => ("font/woff2", self::font(font)?),
    };
    Some(Asset { kind, bytes })
}

fn font(path: &str) -> Option<&'static [u8]> {
    Some(match path.strip_prefix("/fonts/")? {
        "atkinson-mono-latin.woff2" => include_bytes!("../../../style/fonts/atkinson-mono-latin.woff2"),
        "atkinson-mono-latin-ext.woff2" => {
            include_bytes!("../../../style/fonts/atkinson-mono-latin-ext.woff2")
        }
        "besley-latin.woff2" => include_bytes!("../../../style/fonts/besley-latin.woff2"),
        "besley-latin-ext.woff2" => include_bytes!("../../../style/fonts/besley-latin-ext.woff2"),
        "franklin-latin.woff2" => include_bytes!("../../../style/fonts/franklin-latin.woff2"),
        "franklin-latin-ext.woff2" => include_bytes!("../../../style/fonts/franklin-latin-ext.woff2"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_stylesheet_names_is_there() {
        let mut named = 0;
        for (at, _) in STYLE.match_indices("url(") {
            let path = STYLE[at + 4..].split(')').next().unwrap();
            assert!(find(&format!("/{path}")).is_some(), "{path}");
            named += 1;
        }
        assert!(named > 6);
        assert!(find("/fonts/../Cargo.toml").is_none());
    }
}

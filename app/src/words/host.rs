/// The host of an address, with its port: what identifies a site to people.
pub(crate) fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_host_is_left() {
        assert_eq!(host("https://badges.example.edu/issuers/1?x"), "badges.example.edu");
        assert_eq!(host("http://localhost:3000"), "localhost:3000");
    }
}

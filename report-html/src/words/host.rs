/// The host of an address, with its port: it identifies a site to users. Text without a scheme is a proven issuer name,
/// host and path, and stays whole: another issuer of the host has another path.
#[must_use]
pub fn host(address: &str) -> &str {
    let Some((_, rest)) = address.split_once("://") else { return address };
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_host_is_left() {
        assert_eq!(host("https://badges.example.edu/issuers/1?x"), "badges.example.edu");
        assert_eq!(host("http://localhost:3000"), "localhost:3000");
        assert_eq!(host("www.uni.example/~somebody"), "www.uni.example/~somebody");
    }
}

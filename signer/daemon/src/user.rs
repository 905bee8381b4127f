//! Names of system users.

/// Name of a user id in `/etc/passwd`, or the number if it has none.
pub(crate) fn name(uid: u32) -> String {
    let passwd = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let lines = passwd.lines().map(|line| line.split(':').collect::<Vec<_>>());
    let mut found = lines.filter(|fields| fields.get(2).is_some_and(|id| *id == uid.to_string()));
    found.find_map(|fields| fields.first().map(|name| (*name).to_owned())).unwrap_or_else(|| uid.to_string())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_user_has_a_name_or_a_number() {
        assert_eq!(super::name(0), "root");
        assert_eq!(super::name(4_294_000_000), "4294000000");
    }
}

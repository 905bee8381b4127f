//! The keeper of an issuer's status lists, named in the issuer's DID document as a service of our own type.

use serde_json::{Value, json};

use crate::web_address::WebAddress;

/// `type` of the service.
const TYPE: &str = "StatusListKeeper";

/// A keeper of status lists: it may sign the lists below one address, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusListKeeper {
    keeper: String,
    endpoint: String,
}

impl StatusListKeeper {
    /// The keeper that an issuer names for the lists below `endpoint`.
    ///
    /// `endpoint` is an https URL whose path ends in `/`, without `..`, query or fragment. Issuer and keeper are both
    /// `did:web`. An issuer without a fetched document names no keeper. A keeper that is a bare key could not be
    /// replaced when its key is lost. None otherwise, and where the keeper is the issuer itself.
    #[must_use]
    pub fn new(issuer: &str, keeper: &str, endpoint: &str) -> Option<Self> {
        let is_web = |did: &str| super::did_web_document_url(did).is_ok();
        let is_prefix = WebAddress::parse(endpoint).is_some_and(|address| address.is_prefix());
        (is_web(issuer) && is_web(keeper) && keeper != issuer && is_prefix)
            .then(|| Self { keeper: keeper.to_owned(), endpoint: endpoint.to_owned() })
    }

    /// The keeper's DID.
    #[must_use]
    pub fn keeper(&self) -> &str {
        &self.keeper
    }

    /// The address prefix of its lists.
    #[must_use]
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// The `service` entry for the issuer's document.
    #[must_use]
    pub fn service(&self, issuer: &str) -> Value {
        json!({
            "id": format!("{issuer}#status"),
            "type": TYPE,
            "serviceEndpoint": self.endpoint,
            "keeper": self.keeper,
        })
    }

    /// The keeper among the services of an issuer's document. None where there is none, where two have its id, and
    /// where the entry does not have exactly the form of [`StatusListKeeper::service`].
    #[must_use]
    pub fn among(services: &Value, issuer: &str) -> Option<Self> {
        let id = format!("{issuer}#status");
        let is_it = |entry: &&Value| {
            let named = entry.get("id").and_then(Value::as_str);
            entry.get("type").and_then(Value::as_str) == Some(TYPE)
                && named.is_some_and(|named| named == id || named == "#status")
        };
        let mut entries = services.as_array()?.iter().filter(is_it);
        let entry = entries.next().filter(|_| entries.next().is_none())?;
        let member = |name: &str| entry.get(name).and_then(Value::as_str);
        Self::new(issuer, member("keeper")?, member("serviceEndpoint")?)
    }

    /// Whether the keeper may sign the list at this address.
    #[must_use]
    pub fn keeps(&self, list: &str) -> bool {
        let (list, prefix) = (WebAddress::parse(list), WebAddress::parse(&self.endpoint));
        list.zip(prefix).is_some_and(|(list, prefix)| list.is_below(&prefix))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ISSUER: &str = "did:web:a.example";
    const KEEPER: &str = "did:web:lists.example";
    const BELOW: &str = "https://lists.example/status/";

    fn read(change: impl Fn(&mut Value)) -> Option<StatusListKeeper> {
        let mut service = StatusListKeeper::new(ISSUER, KEEPER, BELOW).unwrap().service(ISSUER);
        change(&mut service);
        StatusListKeeper::among(&json!([{"type": "Other"}, service]), ISSUER)
    }

    #[test]
    fn a_service_comes_back_as_it_was_written() {
        let keeper = read(|_| ()).unwrap();
        assert_eq!((keeper.keeper(), keeper.endpoint()), (KEEPER, BELOW));
        assert!(keeper.keeps("https://lists.example/status/7"));
        assert!(!keeper.keeps("https://lists.example/other/7"));
        assert_eq!(read(|service| service["id"] = json!("#status")), Some(keeper));
    }

    #[test]
    fn an_entry_in_another_form_names_no_keeper() {
        for (member, value) in [
            ("id", json!("did:web:b.example#status")),
            ("id", json!("did:web:a.example#ledger")),
            ("type", json!(["StatusListKeeper"])),
            ("type", json!("statusListKeeper")),
            ("keeper", json!("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK")),
            ("keeper", json!("https://lists.example")),
            ("keeper", json!([KEEPER])),
            ("keeper", json!(ISSUER)),
            ("serviceEndpoint", json!("https://lists.example/status")),
            ("serviceEndpoint", json!("http://lists.example/status/")),
            ("serviceEndpoint", json!("https://lists.example/../status/")),
            ("serviceEndpoint", json!("https://lists.example/status/?a")),
            ("serviceEndpoint", json!("https://lists.example/status/#a")),
            ("serviceEndpoint", json!([BELOW])),
        ] {
            assert_eq!(read(|service| service[member] = value.clone()), None, "{member} {value}");
        }
        let service = StatusListKeeper::new(ISSUER, KEEPER, BELOW).unwrap().service(ISSUER);
        assert_eq!(StatusListKeeper::among(&json!([service, service]), ISSUER), None, "two of them");
        assert_eq!(StatusListKeeper::among(&service, ISSUER), None, "no array");
        let key = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
        assert_eq!(StatusListKeeper::new(key, KEEPER, BELOW), None, "an issuer without a document");
    }
}

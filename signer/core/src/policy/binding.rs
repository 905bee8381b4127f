//! Which DID may be bound to which key.

use super::{Policy, refuse};
use crate::ledger::record::Statement;
use crate::ledger::state::State;
use credentials::address::UlidText;
use credentials::did;
use credentials::multikey::PublicKey;
use protocol::Refusal;
use protocol::reason::{ChangeReason, IssuerReason, KeyReason};

/// A binding that exists, or may be made.
#[derive(Debug)]
pub(crate) enum BindingAsked {
    /// The binding exists.
    Stands { did: String, key: String },
    /// The binding may be made: no issuer is bound yet.
    First { did: String, key: String, institution: String },
}

impl BindingAsked {
    /// Canonical text of the statement: JCS of its members, all of them public.
    pub(crate) fn canonical(statement: &Statement, public_key: &str) -> String {
        let Statement::Binding { did, institution, profile, .. } = statement else { return String::new() };
        let mut binding =
            serde_json::json!({"did": did, "institution": institution, "publicKeyMultibase": public_key});
        if let (Some(profile), Some(members)) = (profile, binding.as_object_mut()) {
            members.insert("profile".to_owned(), profile.clone());
        }
        credentials::json::jcs(&binding)
    }
}

impl Policy {
    /// May this DID be bound to this key? `asked` is a `did:web` below `public_url`, or the literal `did:key`.
    pub(crate) fn judge_binding(
        &self,
        state: &State,
        key: &str,
        asked: &str,
        institution: &str,
    ) -> Result<BindingAsked, Refusal> {
        let Some(pinned) = state.key(key) else {
            return refuse(KeyReason::NotMadeYet);
        };
        if institution.parse::<UlidText>().is_err() {
            return refuse(IssuerReason::InstitutionId);
        }
        let did = self.did(asked, &pinned.public_key, institution)?;
        match state.issuers.get(&did) {
            Some(issuer)
                if issuer.keys().iter().any(|own| own.label == key) && issuer.institution == institution =>
            {
                Ok(BindingAsked::Stands { did, key: key.to_owned() })
            }
            None if state.issuers.is_empty() => {
                Ok(BindingAsked::First { did, key: key.to_owned(), institution: institution.to_owned() })
            }
            _ => refuse(IssuerReason::AlreadyBound),
        }
    }

    /// The institution's DID, if institution, DID and key are all unbound.
    pub(super) fn free_did(
        &self,
        state: &State,
        key: &str,
        asked: &str,
        institution: &str,
    ) -> Result<String, Refusal> {
        let Some(pinned) = state.key(key) else {
            return refuse(KeyReason::NotMadeYet);
        };
        let did = self.did(asked, &pinned.public_key, institution)?;
        let taken = state.issuers.iter().any(|(bound, issuer)| {
            *bound == did
                || issuer.institution == institution
                || issuer.keys().iter().any(|own| own.label == key)
        });
        if taken {
            return refuse(ChangeReason::BindingTaken);
        }
        Ok(did)
    }

    fn did(&self, asked: &str, key: &PublicKey, institution: &str) -> Result<String, Refusal> {
        if asked == "did:key" { Ok(did::did_key(key)) } else { self.did_web(asked, institution) }
    }

    /// The only `did:web` that an institution may have here: `{public_url}/issuers/{ulid}`.
    fn did_web(&self, asked: &str, institution: &str) -> Result<String, Refusal> {
        match did::did_web(self.public_url.as_str(), &["issuers", institution]) {
            Ok(did) if did == asked => Ok(did),
            Ok(_) => refuse(IssuerReason::OtherDid),
            Err(_) => refuse(IssuerReason::NoDidWeb),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_institution_s_id_cannot_leave_its_directory() {
        assert!("01ARZ3NDEKTSV4RRFFQ69G5FAV".parse::<UlidText>().is_ok());
        for bad in [
            "../../../../../../etc/cron",
            "01ARZ3NDEKTSV4RRFFQ69G5FA",
            "01arz3ndektsv4rrffq69g5fav",
            "01ARZ3NDEKTSV4RRFFQ69G5FAI",
        ] {
            assert!(bad.parse::<UlidText>().is_err(), "{bad}");
        }
    }
}

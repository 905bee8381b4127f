//! Creating the institution: a key in the token, bound to its DID by the signer, then our own record of it.
//!
//! Every step may be repeated. The names that the signer is given are written down first, so a set-up that was cut
//! short anywhere goes on when its form is posted again.

use super::Services;
use crate::signer::SignerError;
use crate::storage::{JobKind, Preparation, StorageError};
use domain::{Art, DidMethod, Institution, InstitutionId, Member, NewInstitution, StatusListId};

/// Why there is no institution.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SetUpError {
    /// There is one already.
    #[error("the institution is set up already")]
    AlreadySetUp,
    /// The signer did not do its part.
    #[error("asking the signer to make and bind the institution's key")]
    Signer(#[from] SignerError),
    /// The address allows no DID.
    #[error("making the institution's identifier")]
    Did(#[from] credentials::did::DidError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Services {
    /// Creates the institution. `logo`: a kept picture.
    pub(crate) async fn set_up_institution(
        &self,
        owner: &Member,
        new: NewInstitution,
        logo: Option<&Art>,
    ) -> Result<Institution, SetUpError> {
        let names = self.names_for_the_signer().await?;
        self.signer.create_key(&names.key_label).await?;
        let base = self.addresses.base().as_str();
        let did = match DidMethod::for_public_url(base) {
            DidMethod::Key => "did:key".to_owned(),
            DidMethod::Web => credentials::did::did_web(base, &["issuers", names.institution.as_str()])?,
        };
        let code = new.setup_code.trim();
        let bound = self.signer.bind_issuer(&names.key_label, &did, names.institution.as_str(), code).await?;
        self.signer.publish_did_document(&bound.did).await?;
        let institution = Institution {
            id: names.institution,
            name: new.name,
            url: new.url,
            description: new.description,
            has_logo: logo.is_some(),
            did: bound.did,
            verification_method: bound.verification_method,
        };
        self.store(owner, &institution, logo, &names.key_label).await?;
        Ok(institution)
    }

    async fn names_for_the_signer(&self) -> Result<Preparation, SetUpError> {
        let now = self.clock.now();
        let mut tx = self.storage.begin().await?;
        if tx.the_institution().await?.is_some() {
            return Err(SetUpError::AlreadySetUp);
        }
        let institution = InstitutionId::new(now, self.clock.random());
        let key_label = format!("key-{}", institution.as_str().to_ascii_lowercase());
        let names = tx.prepare_set_up(&Preparation { institution, key_label }, now).await?;
        tx.commit().await?;
        Ok(names)
    }

    /// The record, the owner's place in it, the first status list and the job that has it signed, all at once.
    async fn store(
        &self,
        owner: &Member,
        institution: &Institution,
        logo: Option<&Art>,
        key_label: &str,
    ) -> Result<(), SetUpError> {
        let now = self.clock.now();
        let logo = match logo {
            Some(Art::Uploaded(digest)) => Some(digest.as_str()),
            _ => None,
        };
        let mut tx = self.storage.begin().await?;
        if tx.the_institution().await?.is_some() {
            return Err(SetUpError::AlreadySetUp);
        }
        tx.fix_address(self.addresses.base().as_str()).await?;
        tx.add_institution(institution, logo, key_label, now).await?;
        tx.join(&owner.id, &institution.id).await?;
        let list = StatusListId::new(now, self.clock.random());
        tx.add_status_list(&list, &institution.id, now).await?;
        self.enqueue(&mut tx, JobKind::PublishStatus, list.as_str(), now).await?;
        tx.commit().await?;
        self.bell.notify_one();
        Ok(())
    }
}

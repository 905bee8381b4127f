//! Creates the institution: a key in the token, bound to its DID by the signer, then our own record of it.
//!
//! Every step is repeatable. The names for the signer are stored first, so an interrupted set-up continues when its
//! form is posted again.

use crate::address::Addresses;
use crate::clock::Clock;
use crate::signer_client::{SignerClient, SignerError};
use crate::storage::{JobKind, Preparation, Storage, StorageError};
use crate::usecase::job_queue::JobQueue;
use crate::usecase::profile;
use credentials::model::Class as _;
use domain::{Art, DidMethod, Institution, InstitutionId, Member, NewInstitution, StatusListId};
use std::sync::Arc;

/// Why there is no institution.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SetUpError {
    /// There is one already.
    #[error("the institution is set up already")]
    AlreadySetUp,
    /// The signer refused, or did not answer.
    #[error("asking the signer to make and bind the institution's key")]
    Signer(#[from] SignerError),
    /// No DID can be derived from the address.
    #[error("making the institution's identifier")]
    Did(#[from] credentials::did::DidError),
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Sets the institution up.
pub(crate) struct SetUpInstitution {
    storage: Storage,
    signer: SignerClient,
    clock: Arc<dyn Clock>,
    addresses: Addresses,
    jobs: JobQueue,
}

impl SetUpInstitution {
    pub(super) fn new(
        storage: Storage,
        signer: SignerClient,
        clock: Arc<dyn Clock>,
        addresses: Addresses,
        jobs: JobQueue,
    ) -> Self {
        Self { storage, signer, clock, addresses, jobs }
    }

    /// Creates the institution. `logo`: a stored picture.
    ///
    /// # Errors
    /// [`SetUpError`].
    pub(crate) async fn set_up(
        &self,
        owner: &Member,
        new: NewInstitution,
        logo: Option<&Art>,
    ) -> Result<Institution, SetUpError> {
        let names = self.names_for_the_signer().await?;
        let logo = match logo {
            Some(Art::Uploaded(digest)) => Some(digest.clone()),
            _ => None,
        };
        let key = self.signer.create_key(&names.key_label).await?;
        let base = self.addresses.base().as_str();
        let (asked, did) = match DidMethod::for_public_url(base) {
            DidMethod::Key => ("did:key".to_owned(), format!("did:key:{}", key.public_key)),
            DidMethod::Web => {
                let did = credentials::did::did_web(base, &["issuers", names.institution.as_str()])?;
                (did.clone(), did)
            }
        };
        let mut institution = Institution {
            id: names.institution,
            name: new.name,
            url: new.url,
            description: new.description,
            email: None,
            logo: logo.clone(),
            first_logo: logo,
            did,
            verification_method: String::new(),
        };
        // People approve the first profile with the first badge version, and each later profile as a change of its own.
        let profile = profile(&self.addresses, &institution).to_value().to_string();
        let bound =
            self.signer.bind_issuer(&names.key_label, &asked, institution.id.as_str(), &profile).await?;
        self.signer.publish_did_document(&bound.did).await?;
        // An interrupted set-up may be repeated with another profile after the binding.
        self.signer.set_profile(&bound.did, &profile).await?;
        (institution.did, institution.verification_method) = (bound.did, bound.verification_method);
        self.store(owner, &institution, &names.key_label).await?;
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

    /// Stores the record, the owner's membership, the first status list and its signing job in one transaction.
    async fn store(
        &self,
        owner: &Member,
        institution: &Institution,
        key_label: &str,
    ) -> Result<(), SetUpError> {
        let now = self.clock.now();
        let mut tx = self.storage.begin().await?;
        if tx.the_institution().await?.is_some() {
            return Err(SetUpError::AlreadySetUp);
        }
        tx.fix_address(self.addresses.base().as_str()).await?;
        tx.add_institution(institution, key_label, now).await?;
        tx.join(&owner.id, &institution.id).await?;
        let list = StatusListId::new(now, self.clock.random());
        tx.add_status_list(&list, &institution.id, now).await?;
        self.jobs.enqueue(&mut tx, JobKind::PublishStatus, list.as_str(), now).await?;
        tx.commit().await?;
        self.jobs.notify();
        Ok(())
    }
}

//! The issuer's profile, as in every credential and in the registration at the signer.

use crate::address::Addresses;
use credentials::model::{Image, Profile};
use domain::Institution;

/// The issuer's profile as in every credential.
pub(crate) fn profile(addresses: &Addresses, institution: &Institution) -> Profile {
    Profile {
        url: Some(institution.url.clone()),
        description: Some(institution.description.clone()),
        email: institution.email.clone(),
        image: addresses.logo(institution).map(|address| Image::new(&address)),
        ..Profile::new(&institution.did, &institution.name)
    }
}

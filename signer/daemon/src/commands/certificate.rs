//! `insignia-signer csr LABEL` and `insignia-signer chain LABEL FILE`: certificates for keys.

use super::host::ask;
use super::{configuration, fail, print};
use protocol::desk::{AdminRequest, DeskReply};
use std::path::Path;
use std::process::ExitCode;

/// Prints a certificate request as PEM.
pub(crate) fn request(path: &Path, label: String) -> ExitCode {
    let config = match configuration(path) {
        Ok(config) => config,
        Err(code) => return code,
    };
    match ask(&config, &AdminRequest::RequestCertificate { label }) {
        Ok(DeskReply::CertificateRequest { pem }) => print(&pem),
        Ok(_) => print("`run` gave an unexpected answer.\n"),
        Err(e) => fail(&e, 1),
    }
}

/// Stores the certificate chain in this file for the key.
pub(crate) fn keep(path: &Path, label: String, file: &Path) -> ExitCode {
    let config = match configuration(path) {
        Ok(config) => config,
        Err(code) => return code,
    };
    let pem = match std::fs::read_to_string(file) {
        Ok(pem) => pem,
        Err(e) => return fail(&e, 1),
    };
    match ask(&config, &AdminRequest::KeepChain { label, pem }) {
        Ok(DeskReply::ChainKept { certificates }) => {
            print(&format!("{certificates} certificates are stored.\n"))
        }
        Ok(_) => print("`run` gave an unexpected answer.\n"),
        Err(e) => fail(&e, 1),
    }
}

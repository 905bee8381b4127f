//! The probes of a configuration, one function each.

use super::{Finding, good, problem, warning};
use crate::clock::{Clock as _, SystemClock};
use crate::config::Config;
use crate::log::chain;
use crate::query::signer_state::signer_problem;
use crate::signer_client::SignerClient;
use crate::storage::Storage;
use crate::web::Site;
use domain::{Institution, Timestamp};
use std::path::Path;

/// Runs all probes.
pub(super) async fn run(config: &Config) -> Vec<Finding> {
    let mut findings = vec![good(format!("public_url is {}", config.public_url)), clock(SystemClock.now())];
    let institution = database(config, &mut findings).await;
    signer(config, institution.as_ref(), &mut findings).await;
    findings.push(mail(&config.mail_directory));
    findings.push(site(&config.site_directory));
    if let Some(institution) = &institution {
        findings.push(did_document(&config.public_directory, institution));
    }
    if !config.isolation {
        findings.push(warning(
            "isolation is off (trial mode): an attacker who takes over the web server controls the signer too. Start \
             `insignia up` as root, or run the parts as users of their own",
        ));
    }
    findings
}

/// A wrong clock makes badges that are not valid yet, or lists that are too old.
fn clock(now: Timestamp) -> Finding {
    const BUILT: i64 = 1_767_225_600_000;
    if now.millis() < BUILT {
        return problem(format!(
            "the clock shows {now}, which is before this program was written. Set the clock (NTP)"
        ));
    }
    good(format!("the clock shows {now}"))
}

async fn database(config: &Config, findings: &mut Vec<Finding>) -> Option<Institution> {
    // A probe must not create a database.
    let url = config.database.replace("mode=rwc", "mode=rw");
    let storage = match Storage::connect(&url).await {
        Ok(storage) => storage,
        Err(error) => {
            findings.push(problem(format!(
                "{}. Check the path. If it is right, start the installation first",
                chain(&error)
            )));
            return None;
        }
    };
    let facts = async {
        if !storage.up_to_date().await? {
            return Ok(None);
        }
        let mut tx = storage.read().await?;
        let institution = tx.the_institution().await?;
        let counts = match &institution {
            Some(institution) => Some(tx.counts(&institution.id).await?),
            None => None,
        };
        Ok::<_, crate::storage::StorageError>(Some((institution, counts, tx.jobs_left().await?)))
    };
    let institution = match facts.await {
        Ok(Some((institution, counts, jobs))) => {
            findings.push(good("the database answers, and its tables are those of this program"));
            let waiting = counts.map_or(0, |counts| counts.waiting);
            let refused = counts.map_or(0, |counts| counts.refused);
            if waiting > 0 || jobs > 0 {
                findings.push(warning(format!(
                    "{waiting} credentials are waiting for their signature, {jobs} jobs are left: the web server \
                     does them automatically while it runs and the signer answers"
                )));
            }
            if refused > 0 {
                findings.push(warning(format!(
                    "the signer refused {refused} credentials: the register shows why"
                )));
            }
            match &institution {
                Some(institution) => findings.push(good(format!("the institution is {}", institution.did))),
                None => findings.push(warning(
                    "no institution yet: open the owner link (`insignia owner-link` makes one)",
                )),
            }
            institution
        }
        Ok(None) => {
            findings.push(problem("the database's tables are not those of this program: start `insignia serve`, which updates them"));
            None
        }
        Err(error) => {
            findings.push(problem(format!("the database does not answer: {}", chain(&error))));
            None
        }
    };
    storage.close().await;
    institution
}

async fn signer(config: &Config, institution: Option<&Institution>, findings: &mut Vec<Finding>) {
    let client = match SignerClient::of(config) {
        Ok(client) => client,
        Err(error) => {
            findings.push(problem(format!("the signer cannot be reached: {}", chain(&error))));
            return;
        }
    };
    let health = client.health().await;
    if let Some(says) = signer_problem(&health) {
        findings.push(problem(says));
    }
    let Ok(health) = health else { return };
    if health.version != protocol::VERSION {
        let text = format!(
            "the signer speaks version {}, this program {}: install both from one release",
            health.version,
            protocol::VERSION
        );
        findings.push(problem(text));
    }
    findings.push(good(format!(
        "the signer answers; {} entries in its ledger; {}",
        health.ledger_size, health.token
    )));
    if health.issuer_bound != institution.is_some() {
        let text = if health.issuer_bound {
            "the signer has an issuer bound, but the database has no institution: finish the set-up form, or restore \
             the database that belongs to this signer"
        } else {
            "the database has an institution, but the signer has no issuer: restore the signer directory that \
             belongs to this database"
        };
        findings.push(problem(text));
    }
}

fn mail(directory: &Path) -> Finding {
    if !directory.exists() {
        return good(format!(
            "mail will be written to {}, which is created with the first mail",
            directory.display()
        ));
    }
    match rustix::fs::access(directory, rustix::fs::Access::WRITE_OK | rustix::fs::Access::EXEC_OK) {
        Ok(()) => good(format!("mail is written to {}", directory.display())),
        Err(_) => problem(format!(
            "mail cannot be written to {}: give its directory to the web server's user",
            directory.display()
        )),
    }
}

fn site(directory: &Path) -> Finding {
    match Site::open(directory).and_then(|site| site.complete()) {
        Ok(()) => good(format!("style and scripts are in {}", directory.display())),
        Err(error) => problem(error.to_string()),
    }
}

fn did_document(directory: &Path, institution: &Institution) -> Finding {
    let file = directory.join("issuers").join(institution.id.as_str()).join("did.json");
    match std::fs::read(&file) {
        Ok(bytes) if String::from_utf8_lossy(&bytes).contains(&institution.verification_method) => {
            good("the DID document names the institution's key")
        }
        Ok(_) => problem(format!(
            "{} does not name the institution's key: somebody other than the signer wrote this file",
            file.display()
        )),
        Err(error) => problem(format!(
            "{} cannot be read ({error}): the signer writes it when the set-up form is posted",
            file.display()
        )),
    }
}

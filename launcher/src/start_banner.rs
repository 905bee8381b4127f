//! The start banner: only what the operator needs to know.

use crate::account::Accounts;
use crate::child::command;
use crate::console::Console;
use crate::error::UpError;
use crate::installation::{Installation, has_institution};
use crate::private_file;

/// Prints the address. Until an institution exists, also the one-time owner link. While there is no approver, also an
/// enrolment code.
///
/// They are printed to the terminal and are in no log of ours. Later starts create no link unasked.
pub(crate) fn print(installation: &Installation, console: &Console) -> Result<(), UpError> {
    let (layout, accounts) = (&installation.layout, &installation.accounts);
    let mut lines = vec![
        String::new(),
        format!("Insignia serves on {}", installation.public_url),
        format!("  approval desk, where people approve changes: {}", installation.desk_url),
        format!("  data: {}", layout.data.display()),
        isolation(accounts),
    ];
    if has_institution(layout, accounts) {
        let (program, configuration) =
            (installation.programs.insignia.display(), layout.server_configuration());
        lines.push(format!("\nA link to sign in: {program} owner-link --config {}", configuration.display()));
    } else if let Some(link) = owner_link(installation)? {
        lines.push(format!(
            "\nTo set Insignia up and become its owner, open this link (it works once):\n  {link}"
        ));
    }
    if let Some(code) = enrolment_code(installation)? {
        lines.push(format!(
            "\nTo become the first approver, open {}/enrol within 15 minutes. The page asks for the enrolment code:\n  {}\n\
             It then shows a fingerprint. Confirm it here, in a second terminal:\n  {} approver confirm \"NAME\" --config {}",
            installation.desk_url,
            code.trim(),
            installation.programs.signer.display(),
            layout.signer_configuration().display()
        ));
    }
    lines.push("\nStop with Ctrl-C.".to_owned());
    console.say(&lines.join("\n"));
    Ok(())
}

fn isolation(accounts: &Accounts) -> String {
    let (server, signer) = (&accounts.server.name, &accounts.signer.name);
    if accounts.isolated() {
        return format!(
            "  isolation: on (web server as {server}, signer as {signer}, approval desk as {})",
            accounts.desk.name
        );
    }
    format!(
        "  isolation: OFF. Trial mode: all runs as {server}, so an attacker who takes over the web server controls\n  \
         the signer too. Every page shows this. Start as root to separate them."
    )
}

/// While there is no approver: the code to enrol the first one. It is in the signer's own file.
fn enrolment_code(installation: &Installation) -> Result<Option<String>, UpError> {
    let (layout, signer) = (&installation.layout, &installation.accounts.signer);
    let output = command(&installation.programs.signer, signer)
        .args(["approver", "invite", "--config"])
        .arg(layout.signer_configuration())
        .output()
        .map_err(|source| UpError::Spawn { program: installation.programs.signer.clone(), source })?;
    Ok(output.status.success().then(|| private_file::read(&layout.enrolment_code(), signer)).flatten())
}

/// A new link.
fn owner_link(installation: &Installation) -> Result<Option<String>, UpError> {
    let output = command(&installation.programs.insignia, &installation.accounts.server)
        .args(["owner-link", "--config"])
        .arg(installation.layout.server_configuration())
        .output()
        .map_err(|source| UpError::Spawn { program: installation.programs.insignia.clone(), source })?;
    let said = String::from_utf8_lossy(&output.stdout);
    let link = said.split_whitespace().find(|word| word.starts_with(&installation.public_url));
    Ok(link.filter(|_| output.status.success()).map(str::to_owned))
}

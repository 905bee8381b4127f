//! The two configuration files, rewritten at each start. They hold paths and numbers that follow from the machine, and
//! the overrides from the operator's own two files.

use crate::account::Accounts;
use crate::layout::Layout;
use crate::overrides::Overrides;
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use std::path::Path;

/// The label of the embedded default's token.
const TOKEN: &str = "insignia";

/// Settings allowed in `server-own.toml`.
pub(crate) const SERVER_OVERRIDES: &[&str] =
    &["context", "keys", "limits", "metrics_listen", "per_recipient", "proxy", "vc_api", "verify"];
/// Settings allowed in `signer-own.toml`.
pub(crate) const SIGNER_OVERRIDES: &[&str] =
    &["approvals", "context", "isolation", "keys", "other_credentials", "reissue", "watch", "window"];

const NOTE: &str = "\
# Written by `insignia up` at each start: changes made here are lost.
# Settings of your own go into the file next to it whose name ends in `-own.toml` (docs/operations/embedded.md).
";

/// `server.toml`, as `insignia serve` reads it.
#[derive(Serialize)]
struct Server<'a> {
    public_url: &'a str,
    listen: SocketAddr,
    database: String,
    signer_socket: &'a Path,
    public_directory: &'a Path,
    mail_directory: &'a Path,
    site_directory: &'a Path,
    isolation: bool,
}

/// `signer.toml`, as `insignia-signer` reads it.
#[derive(Serialize)]
struct Signer<'a> {
    public_url: &'a str,
    directory: &'a Path,
    public: &'a Path,
    socket: &'a Path,
    worker_socket: &'a Path,
    host_socket: &'a Path,
    server_uids: [u32; 1],
    token: Token<'a>,
    desk: Desk<'a>,
}

#[derive(Serialize)]
struct Desk<'a> {
    url: &'a str,
    listen: SocketAddr,
    socket: &'a Path,
    uids: [u32; 1],
}

#[derive(Serialize)]
struct Token<'a> {
    module: &'a Path,
    label: &'a str,
    pin_file: &'a Path,
    softhsm: SoftHsm<'a>,
}

#[derive(Serialize)]
struct SoftHsm<'a> {
    directory: &'a Path,
}

/// The addresses of the signer's desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DeskAddress {
    /// Its public address.
    pub(crate) url: String,
    /// The address that it listens on.
    pub(crate) listen: SocketAddr,
}

/// The text of `server.toml`.
///
/// # Errors
/// The path is not UTF-8: neither TOML nor a database address can represent it.
pub(crate) fn server(
    layout: &Layout,
    overrides: Overrides,
    public_url: &str,
    listen: SocketAddr,
    site: &Path,
    isolation: bool,
) -> Result<String, toml::ser::Error> {
    let settings = Server {
        public_url,
        listen,
        database: database(&layout.server.join("insignia.db")),
        signer_socket: &layout.signer_socket(),
        public_directory: &layout.public,
        mail_directory: &layout.server.join("mail"),
        site_directory: site,
        isolation,
    };
    text(toml::Table::try_from(&settings)?, overrides)
}

/// The text of `signer.toml`.
///
/// # Errors
/// As [`server`].
pub(crate) fn signer(
    layout: &Layout,
    overrides: Overrides,
    public_url: &str,
    desk: &DeskAddress,
    accounts: &Accounts,
    module: &Path,
) -> Result<String, toml::ser::Error> {
    let settings = Signer {
        public_url,
        directory: &layout.state(),
        public: &layout.public,
        socket: &layout.signer_socket(),
        worker_socket: &layout.worker_socket(),
        host_socket: &layout.host_socket(),
        server_uids: [accounts.server.uid],
        token: Token {
            module,
            label: TOKEN,
            pin_file: &layout.pin(),
            softhsm: SoftHsm { directory: &layout.signer },
        },
        desk: Desk {
            url: &desk.url,
            listen: desk.listen,
            socket: &layout.desk_socket(),
            uids: [accounts.desk.uid],
        },
    };
    text(toml::Table::try_from(&settings)?, overrides)
}

fn text(mut settings: toml::Table, overrides: Overrides) -> Result<String, toml::ser::Error> {
    settings.extend(overrides.into_table());
    Ok(format!("{NOTE}\n{}", toml::to_string(&settings)?))
}

/// The last start's address, from its `server.toml`.
pub(crate) fn address_in(server_toml: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Known {
        public_url: String,
    }
    toml::from_str::<Known>(server_toml).ok().map(|known| known.public_url)
}

/// The desk's address at the last start, from its `signer.toml`.
pub(crate) fn desk_in(signer_toml: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Known {
        desk: KnownDesk,
    }
    #[derive(Deserialize)]
    struct KnownDesk {
        url: String,
    }
    toml::from_str::<Known>(signer_toml).ok().map(|known| known.desk.url)
}

/// A file's address for sqlx, which expects percent-encoding.
fn database(path: &Path) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    let encode =
        |byte: &u8| if plain(*byte) { char::from(*byte).to_string() } else { format!("%{byte:02X}") };
    let encoded: String = path.as_os_str().as_encoded_bytes().iter().map(encode).collect();
    format!("sqlite://{encoded}?mode=rwc")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::Account;

    fn desk() -> DeskAddress {
        DeskAddress { url: "http://localhost:3001".into(), listen: "127.0.0.1:3001".parse().unwrap() }
    }

    #[test]
    fn the_web_server_is_told_its_address_its_places_and_whether_it_is_isolated() {
        let layout = Layout::of(Path::new("/srv/in signia"), Path::new("/run"));
        let listen = "127.0.0.1:3000".parse().unwrap();
        let text = server(
            &layout,
            Overrides::default(),
            "http://localhost:3000",
            listen,
            Path::new("/opt/site"),
            false,
        )
        .unwrap();
        let read: toml::Table = toml::from_str(&text).unwrap();
        assert_eq!(read["database"].as_str(), Some("sqlite:///srv/in%20signia/server/insignia.db?mode=rwc"));
        assert_eq!(read["signer_socket"].as_str(), Some("/srv/in signia/run/signer.sock"));
        assert_eq!(read["listen"].as_str(), Some("127.0.0.1:3000"));
        assert_eq!(read["isolation"].as_bool(), Some(false));
        assert_eq!(address_in(&text).as_deref(), Some("http://localhost:3000"));
        assert_eq!(address_in("not = [toml"), None);
    }

    #[test]
    fn the_signer_serves_the_web_servers_user_alone() {
        let layout = Layout::of(Path::new("/srv/insignia"), Path::new("/run"));
        let account = |uid| Account { name: "a".into(), uid, gid: uid };
        let accounts = Accounts { server: account(998), signer: account(999), desk: account(997) };
        let text = signer(
            &layout,
            Overrides::default(),
            "http://localhost:3000",
            &desk(),
            &accounts,
            Path::new("/m.so"),
        )
        .unwrap();
        let read: toml::Table = toml::from_str(&text).unwrap();
        assert_eq!(read["server_uids"], toml::Value::Array(vec![998.into()]));
        assert_eq!(read["desk"]["uids"], toml::Value::Array(vec![997.into()]));
        assert_eq!(read["desk"]["socket"].as_str(), Some("/srv/insignia/run-desk/desk.sock"));
        assert_eq!(read["host_socket"].as_str(), Some("/srv/insignia/signer/host.sock"));
        assert_eq!(desk_in(&text).as_deref(), Some("http://localhost:3001"));
        assert_eq!(read["token"]["softhsm"]["directory"].as_str(), Some("/srv/insignia/signer"));
        assert_eq!(read["token"]["module"].as_str(), Some("/m.so"));
    }

    #[test]
    fn what_the_operator_added_is_in_the_file_after_each_start() {
        let layout = Layout::of(Path::new("/srv/insignia"), Path::new("/run"));
        let accounts = Accounts::all(&Account { name: "a".into(), uid: 1, gid: 1 });
        let text = "[[other_credentials]]\nkey = \"k\"\ntypes = [\"VerifiableCredential\"]\n\
                   [[context]]\nurl = \"https://context.example/v1\"\nfile = \"/f\"\nsha256 = \"00\"\n";
        let overrides = Overrides::parse(text, SIGNER_OVERRIDES).unwrap();
        let text =
            signer(&layout, overrides, "http://localhost:3000", &desk(), &accounts, Path::new("/m.so"))
                .unwrap();
        let read: toml::Table = toml::from_str(&text).unwrap();
        assert_eq!(read["other_credentials"][0]["key"].as_str(), Some("k"));
        assert_eq!(read["context"][0]["file"].as_str(), Some("/f"));
        assert_eq!(read["token"]["module"].as_str(), Some("/m.so"));
    }

    #[test]
    fn each_section_of_the_sample_may_be_set_beside_what_the_launcher_writes() {
        let sample: toml::Table = toml::from_str(include_str!("../../server/server.sample.toml")).unwrap();
        let sections: Vec<&String> =
            sample.iter().filter(|(_, value)| value.is_table()).map(|(name, _)| name).collect();
        assert!(sections.len() > 3, "{sections:?}");
        for name in sections {
            assert!(SERVER_OVERRIDES.contains(&name.as_str()), "`[{name}]` cannot be set with `insignia up`");
        }
    }
}

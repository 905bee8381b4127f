//! A PostgreSQL for the tests: started on first use in a temporary directory, only on a Unix socket. The kernel ends it
//! with this process.

use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use std::{fs, thread};

static CLUSTER: OnceLock<Option<PathBuf>> = OnceLock::new();
static DATABASES: AtomicU32 = AtomicU32::new(0);

/// The address of a new, empty database. `None`: PostgreSQL is not installed.
pub(crate) async fn new_database() -> Option<String> {
    let directory = CLUSTER.get_or_init(start).as_ref()?;
    let name = format!("insignia_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
    sqlx::any::install_default_drivers();
    let url =
        |database: &str| format!("postgres://insignia@localhost/{database}?host={}", directory.display());
    let mut connection = connect(&url("postgres")).await;
    let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
    sqlx::Executor::execute(&mut connection, create).await.unwrap();
    Some(url(&name))
}

/// The socket exists some moments before the cluster accepts connections.
async fn connect(url: &str) -> sqlx::AnyConnection {
    for _ in 0..3_000 {
        if let Ok(connection) = <sqlx::AnyConnection as sqlx::Connection>::connect(url).await {
            return connection;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("PostgreSQL does not take connections")
}

fn start() -> Option<PathBuf> {
    let programs = programs()?;
    let directory = std::env::temp_dir().join(format!("insignia-test-pg-{}", std::process::id()));
    clear_away_what_ended();
    fs::create_dir_all(&directory).unwrap();
    fs::set_permissions(&directory, fs::Permissions::from_mode(0o700)).unwrap();
    let data = directory.join("data");
    let user = postgres_user();
    if let Some((uid, gid)) = user {
        chown(&directory, Some(uid), Some(gid)).unwrap();
    }
    let mut make = command(user, &programs.join("initdb"));
    make.args(["-U", "insignia", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "-D"]).arg(&data);
    assert!(make.current_dir("/").stdout(Stdio::null()).status().unwrap().success(), "initdb failed");
    let mut serve = command(user, &programs.join("postgres"));
    serve.arg("-D").arg(&data).arg("-k").arg(&directory);
    serve.args(["-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=400"]);
    serve.current_dir("/").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // The kernel ends the child when the thread that started it ends: this thread lives as long as the process.
    thread::spawn(move || {
        let mut child = serve.spawn().unwrap();
        let _ = child.wait();
    });
    let begun = Instant::now();
    while !directory.join(".s.PGSQL.5432").exists() {
        assert!(begun.elapsed() < Duration::from_mins(5), "PostgreSQL did not start");
        thread::sleep(Duration::from_millis(50));
    }
    Some(directory)
}

/// Directories of ended processes: the kernel ends a cluster, but leaves its files.
fn clear_away_what_ended() {
    for entry in fs::read_dir(std::env::temp_dir()).unwrap().flatten() {
        let name = entry.file_name();
        let process = name.to_str().and_then(|name| name.strip_prefix("insignia-test-pg-"));
        if process.is_some_and(|process| !Path::new("/proc").join(process).exists()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// The newest version's programs, as Debian installs them.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut found: Vec<_> = versions.flatten().map(|entry| entry.path().join("bin")).collect();
    found.retain(|bin| bin.join("postgres").exists());
    found.sort();
    found.pop()
}

/// PostgreSQL refuses to run as root: then it runs as the user that its package created.
fn postgres_user() -> Option<(u32, u32)> {
    if !rustix::process::geteuid().is_root() {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").unwrap();
    let line = users.lines().find(|line| line.starts_with("postgres:"))?;
    let fields: Vec<&str> = line.split(':').collect();
    Some((fields[2].parse().unwrap(), fields[3].parse().unwrap()))
}

fn command(user: Option<(u32, u32)>, program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "INT"]);
    if let Some((uid, gid)) = user {
        command.args([format!("--reuid={uid}"), format!("--regid={gid}"), "--clear-groups".to_owned()]);
    }
    command.arg(program);
    command
}

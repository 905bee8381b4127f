//! A database of an older Insignia keeps what it holds.

use super::postgres;
use crate::storage::{RevokedIndex, Storage};
use domain::{CredentialId, Progress, StatusListId};
use sqlx::Executor as _;

/// What stood in a database after the first change: one signed and revoked badge.
const ROWS: &str = "\
    INSERT INTO institution VALUES ('01ARZ3NDEKTSV4RRFFQ69G5FA0', 'Vrijhaven', 'https://a.example', '', NULL, 'did:key:z', 'did:key:z#z', 'k', 1);
    INSERT INTO picture VALUES ('d', 'image/svg+xml', {nothing}, 1);
    INSERT INTO badge_design VALUES ('01ARZ3NDEKTSV4RRFFQ69G5FA1', '01ARZ3NDEKTSV4RRFFQ69G5FA0', 'n', 'd', 'c', 't', '', '', 'bridge', 1, 0, 1);
    INSERT INTO badge_version VALUES ('01ARZ3NDEKTSV4RRFFQ69G5FA1', 1, 'n', 'd', 'c', 't', '', '', 'bridge', 'd', '{}', 1, 1);
    INSERT INTO status_list VALUES ('01ARZ3NDEKTSV4RRFFQ69G5FA2', '01ARZ3NDEKTSV4RRFFQ69G5FA0', 1, 'list', 1, NULL);
    INSERT INTO issued_credential VALUES ('01ARZ3NDEKTSV4RRFFQ69G5FA3', '01ARZ3NDEKTSV4RRFFQ69G5FA0', '01ARZ3NDEKTSV4RRFFQ69G5FA1', 1,
        'Maren', 'm@example.edu', 'salt', 1, '01ARZ3NDEKTSV4RRFFQ69G5FA4', '01ARZ3NDEKTSV4RRFFQ69G5FA2', 77,
        '0123456789abcdef0123456789abcdef', 'request', 'unsigned', 'document', 5, 9, NULL, NULL, 6, 7, 1, 8, 'misconduct',
        '01ARZ3NDEKTSV4RRFFQ69G5FA4', 9);";

#[tokio::test]
async fn badges_of_the_first_version_survive_the_second() {
    let directory = tempfile::tempdir().unwrap();
    let mut urls = vec![format!("sqlite://{}?mode=rwc", directory.path().join("old.db").display())];
    urls.extend(postgres::new_database().await);
    for url in urls {
        let old = Storage::connect(&url).await.unwrap();
        let first = old.migrator().iter().take(1).cloned().collect();
        sqlx::migrate::Migrator::with_migrations(first).run(&old.pool).await.unwrap();
        let nothing = if url.starts_with("sqlite:") { "x''" } else { "''" };
        old.pool.execute(sqlx::AssertSqlSafe(ROWS.replace("{nothing}", nothing))).await.unwrap();
        old.close().await;
        let new = Storage::open(&url).await.unwrap();
        let id: CredentialId = "01ARZ3NDEKTSV4RRFFQ69G5FA3".parse().unwrap();
        let list: StatusListId = "01ARZ3NDEKTSV4RRFFQ69G5FA2".parse().unwrap();
        let mut tx = new.read().await.unwrap();
        let stored = tx.credential(&id).await.unwrap().unwrap();
        assert_eq!(stored.document.as_deref(), Some("document"), "{url}");
        assert!(matches!(stored.record.progress, Progress::Signed { ledger_index: 9, .. }), "{url}");
        assert!(
            stored.record.badge.is_some() && stored.record.public && stored.record.foreign_id.is_none(),
            "{url}"
        );
        let revoked = RevokedIndex { credential: id, index: 77, published: true };
        assert_eq!(tx.revoked_in(&list).await.unwrap(), [revoked], "{url}");
        assert!(stored.status_published.is_some(), "{url}");
    }
}

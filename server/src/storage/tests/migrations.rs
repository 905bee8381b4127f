//! A database of an older Insignia keeps its data.

use super::postgres;
use crate::storage::row::Columns as _;
use crate::storage::{RevokedIndex, Storage};
use domain::{CredentialId, Progress, StatusListId};
use sqlx::Executor as _;

/// Rows of a database after the first migration: one signed and revoked badge.
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

/// A badge with an open reissue, as stored before claim links had a separate table.
const REISSUE: &str = "INSERT INTO reissue (credential, key_label, status_list, status_index, asked) VALUES \
    ('01ARZ3NDEKTSV4RRFFQ69G5FA3', 'lost', '01ARZ3NDEKTSV4RRFFQ69G5FA2', 78, 5)";

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
        // The link in an old mail works, and its secret is nowhere in the database.
        let secret = "0123456789abcdef0123456789abcdef";
        let opened = tx.credential_by_token(&secret.parse().unwrap()).await.unwrap().unwrap();
        assert_eq!(opened.record.id, stored.record.id, "{url}");
        let kept = sqlx::query("SELECT token_hash FROM claim_link").fetch_all(&mut *tx.inner).await.unwrap();
        let kept: Vec<_> = kept.iter().map(|row| row.text("token_hash").unwrap()).collect();
        assert_eq!(kept, [crate::secret::digest(secret.as_bytes())], "{url}");
        // The institution of the set-up is its profile 1.
        let institution = tx.the_institution().await.unwrap().unwrap();
        let profiles = tx.profiles(&institution.id).await.unwrap();
        assert_eq!(profiles.len(), 1, "{url}");
        assert_eq!((profiles[0].number.0, &profiles[0].profile), (1, &institution.profile()), "{url}");
        assert_eq!(profiles[0].asked.millis(), 1, "{url}");
        drop(tx);
        new.close().await;
    }
    let file = std::fs::read(directory.path().join("old.db")).unwrap();
    assert!(!file.windows(32).any(|bytes| bytes == b"0123456789abcdef0123456789abcdef"), "left in the file");
}

#[tokio::test]
async fn what_is_issued_again_survives_the_change_of_claim_links() {
    let directory = tempfile::tempdir().unwrap();
    let mut urls = vec![format!("sqlite://{}?mode=rwc", directory.path().join("old.db").display())];
    urls.extend(postgres::new_database().await);
    for url in urls {
        let old = Storage::connect(&url).await.unwrap();
        let before = |first, last| old.migrator().iter().skip(first).take(last - first).cloned().collect();
        sqlx::migrate::Migrator::with_migrations(before(0, 1)).run(&old.pool).await.unwrap();
        let nothing = if url.starts_with("sqlite:") { "x''" } else { "''" };
        old.pool.execute(sqlx::AssertSqlSafe(ROWS.replace("{nothing}", nothing))).await.unwrap();
        sqlx::migrate::Migrator::with_migrations(before(0, 7)).run(&old.pool).await.unwrap();
        old.pool.execute(REISSUE).await.unwrap();
        old.close().await;
        let new = Storage::open(&url).await.unwrap();
        let id: CredentialId = "01ARZ3NDEKTSV4RRFFQ69G5FA3".parse().unwrap();
        let mut tx = new.read().await.unwrap();
        let kept = tx.open_reissue(&id).await.unwrap().unwrap();
        assert_eq!((kept.key.as_str(), kept.place.index), ("lost", 78), "{url}");
        drop(tx);
        // The rebuilt tables still refer to one another.
        let orphan =
            REISSUE.replace("01ARZ3NDEKTSV4RRFFQ69G5FA3", "01ARZ3NDEKTSV4RRFFQ69G5FA9").replace("78", "79");
        assert!(new.pool.execute(sqlx::AssertSqlSafe(orphan)).await.is_err(), "{url}");
        assert!(new.pool.execute("DELETE FROM issued_credential").await.is_err(), "{url}");
    }
}

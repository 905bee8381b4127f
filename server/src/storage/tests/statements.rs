//! The checks that `query!` would have made, on both engines.

use super::both;
use crate::storage::statements;
use sqlx::{Column as _, Either, Executor as _, SqlSafeStr as _, Statement as _};

#[tokio::test]
async fn every_statement_is_understood_by_both_engines_alike() {
    let (storages, _directory) = both().await;
    for sql in statements() {
        let mut shapes = Vec::new();
        for (engine, storage) in &storages {
            let text = sql.on(storage.engine);
            let mut connection = storage.pool.acquire().await.unwrap();
            let statement = (&mut *connection).prepare(text.into_sql_str()).await;
            let statement = statement.unwrap_or_else(|error| panic!("{engine}: {error}: {text}"));
            let parameters = match statement.parameters() {
                Some(Either::Left(kinds)) => kinds.len(),
                Some(Either::Right(count)) => count,
                None => 0,
            };
            let columns: Vec<String> =
                statement.columns().iter().map(|column| column.name().to_owned()).collect();
            shapes.push((parameters, columns));
        }
        assert!(shapes.windows(2).all(|pair| pair[0] == pair[1]), "{shapes:?}: {sql:?}");
    }
}

#[tokio::test]
async fn a_database_of_a_newer_insignia_is_refused() {
    let (storages, directory) = both().await;
    for (_, storage) in storages {
        assert!(storage.up_to_date().await.unwrap());
        let insert = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                      SELECT 9999, description, success, checksum, execution_time FROM _sqlx_migrations WHERE version = 1";
        (&storage.pool).execute(insert).await.unwrap();
        assert!(!storage.up_to_date().await.unwrap());
    }
    let url = format!("sqlite://{}", directory.path().join("insignia.db").display());
    let error = crate::storage::Storage::open(&url).await.unwrap_err();
    assert!(matches!(error, crate::storage::OpenError::Newer(9999)), "{error}");
}

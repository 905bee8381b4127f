//! The application's database, read and changed past the application. SQLite only.

use crate::app::TestApp;

impl TestApp {
    /// Every row of every table: the table's name, and the values as SQL writes them.
    pub(crate) async fn rows(&self) -> Vec<String> {
        let pool = self.database().await;
        let tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
        let tables: Vec<(String,)> = sqlx::query_as(tables).fetch_all(&pool).await.unwrap();
        let mut all = Vec::new();
        for (table,) in tables {
            let columns = format!("SELECT name FROM pragma_table_info('{table}') ORDER BY cid");
            let columns: Vec<(String,)> =
                sqlx::query_as(sqlx::AssertSqlSafe(columns)).fetch_all(&pool).await.unwrap();
            let columns = columns.iter().map(|(name,)| format!("quote({name})")).collect::<Vec<_>>();
            let rows = format!("SELECT {} FROM {table} ORDER BY rowid", columns.join(" || ' ' || "));
            let rows: Vec<(String,)> =
                sqlx::query_as(sqlx::AssertSqlSafe(rows)).fetch_all(&pool).await.unwrap();
            all.extend(rows.into_iter().map(|(row,)| format!("{table}: {row}")));
        }
        pool.close().await;
        all
    }

    /// The database, past the application.
    pub(crate) async fn database(&self) -> sqlx::SqlitePool {
        sqlx::SqlitePool::connect(&self.config().database).await.unwrap()
    }
}

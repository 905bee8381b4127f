use super::{at, both};
use crate::storage::event_mark::Marked;
use domain::EventMark;

#[tokio::test]
async fn a_mark_moves_only_from_where_it_was_and_the_two_are_apart() {
    let (storages, _directory) = both().await;
    for (engine, storage) in storages {
        let mark = |number| EventMark { number, at: at(1) };
        let mut tx = storage.begin().await.unwrap();
        assert_eq!(tx.event_mark(Marked::Mailed).await.unwrap(), None, "{engine}");
        tx.move_event_mark(Marked::Mailed, None, mark(4), at(2)).await.unwrap();
        tx.move_event_mark(Marked::Mailed, None, mark(9), at(3)).await.unwrap();
        assert_eq!(tx.event_mark(Marked::Mailed).await.unwrap(), Some((mark(4), at(2))), "{engine}");
        tx.move_event_mark(Marked::Mailed, Some(mark(4)), mark(7), at(4)).await.unwrap();
        assert_eq!(tx.event_mark(Marked::Mailed).await.unwrap(), Some((mark(7), at(4))), "{engine}");
        assert_eq!(tx.event_mark(Marked::Viewed).await.unwrap(), None, "{engine}");
        tx.commit().await.unwrap();
    }
}

use super::{at, both};
use crate::storage::JobKind;
use std::collections::HashSet;

#[tokio::test]
async fn a_job_is_taken_by_one_and_comes_back_when_its_lease_ends() {
    let (storages, _directory) = both().await;
    for (engine, storage) in storages {
        let mut tx = storage.begin().await.unwrap();
        tx.enqueue("j1", JobKind::SignCredential, "c", at(0)).await.unwrap();
        assert!(tx.job_waits(JobKind::SignCredential, "c").await.unwrap(), "{engine}");
        let first = tx.take_jobs(at(0), at(60), 9).await.unwrap().remove(0);
        assert!(tx.take_jobs(at(59), at(119), 9).await.unwrap().is_empty(), "{engine}: taken twice");
        let second = tx.take_jobs(at(60), at(120), 9).await.unwrap().remove(0);
        assert_eq!((first.attempts, second.attempts), (1, 2), "{engine}");
        assert!(!tx.finish_job(&first).await.unwrap(), "{engine}: finished by one whose lease had ended");
        assert!(tx.finish_job(&second).await.unwrap(), "{engine}");
        assert_eq!(tx.jobs_left().await.unwrap(), 0, "{engine}");
    }
}

#[tokio::test]
async fn four_takers_at_once_take_every_job_once() {
    let (storages, _directory) = both().await;
    for (engine, storage) in storages {
        let mut tx = storage.begin().await.unwrap();
        for number in 0..60 {
            tx.enqueue(&format!("j{number:02}"), JobKind::SendClaimMail, "c", at(0)).await.unwrap();
        }
        tx.commit().await.unwrap();
        let takers: Vec<_> = (0..4)
            .map(|_| {
                let storage = storage.clone();
                tokio::spawn(async move {
                    let mut taken = Vec::new();
                    loop {
                        let mut tx = storage.begin().await.unwrap();
                        let jobs = tx.take_jobs(at(1), at(99), 5).await.unwrap();
                        tx.commit().await.unwrap();
                        if jobs.is_empty() {
                            return taken;
                        }
                        taken.extend(jobs.into_iter().map(|job| job.id));
                    }
                })
            })
            .collect();
        let mut all = Vec::new();
        for taker in takers {
            all.extend(taker.await.unwrap());
        }
        assert_eq!((all.len(), all.iter().collect::<HashSet<_>>().len()), (60, 60), "{engine}");
    }
}

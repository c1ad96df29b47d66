//! A reader that holds a snapshot while others remove what it reads.

use std::thread;

use dateline::{Archive, Options, Query};

use crate::add;
use crate::common::folder;

#[test]
fn a_reader_keeps_its_articles_while_retention_removes_them() {
    let folder = folder();
    let archive = Archive::open_with(folder.path().join("news.db"), &Options::new()).unwrap();
    let ids: Vec<_> = (0..50).map(|number| add(&archive, &format!("Ferry {number}"))).collect();
    archive
        .read(|snapshot| {
            assert_eq!(snapshot.article_count()?, 50);
            thread::scope(|scope| {
                let removed = scope.spawn(|| {
                    archive.write(|tx| ids.iter().try_for_each(|id| tx.remove_article(*id)))?;
                    archive.read(|later| later.article_count())
                });
                assert_eq!(removed.join().unwrap().unwrap(), 0);
            });
            // It sees what it saw, whole: the text, the index and the rows beside it.
            let page = snapshot.search(&Query::from("ferry").limit(100))?;
            assert_eq!((page.hits.len(), snapshot.article_count()?), (50, 50));
            for id in &ids {
                assert!(snapshot.article(*id)?.is_some_and(|article| article.headline.starts_with("Ferry")));
            }
            Ok(())
        })
        .unwrap();
    assert_eq!(archive.count(&"ferry".into()).unwrap().count, 0);
    assert_eq!(archive.check().unwrap(), []);
}

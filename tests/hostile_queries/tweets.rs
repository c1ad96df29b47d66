//! Tweets that others collected, as queries: CheckThat! at CLEF 2020.

use std::io::read_to_string;
use std::path::{Path, PathBuf};

use dateline::{Archive, NewArticle, Query, Term};

use crate::{Asker, parsed};

#[test]
fn tweets_are_queries() {
    let Some(folder) = std::env::var_os("DATELINE_CORPORA").map(PathBuf::from) else {
        eprintln!("skipped: DATELINE_CORPORA is not set");
        return;
    };
    let set = |name: &str| folder.join("ir").join(name);
    let archive = Archive::in_memory().unwrap();
    let claims = claims(&set("clef2020-train").join("docs.jsonl.gz"));
    assert!(claims.len() > 10_000);
    // Saving all of them takes minutes where nothing is optimized.
    let saved = if cfg!(debug_assertions) { &claims[..2000] } else { &claims };
    for batch in saved.chunks(1000) {
        archive.write(|tx| tx.save_all(batch)).unwrap();
    }
    let (mut asked, mut answered, mut asker) = (0, 0, Asker::of(&archive));
    for name in ["clef2020-dev", "clef2020-train"] {
        let tweets = std::fs::read_to_string(set(name).join("queries.tsv")).unwrap();
        for (_, tweet) in tweets.lines().filter_map(|line| line.split_once('\t')) {
            asker.search(&parsed(tweet), 20);
            let any = Query::new().any_of(tweet.split_whitespace().map(Term::word));
            let page = asker.search(&any, 20);
            answered += usize::from(!page.hits.is_empty());
            asked += 1;
        }
    }
    assert_eq!(asked, 997);
    assert!(answered > 990, "only {answered} share a word with any of the claims");
    println!(
        "{asked} tweets, {} cut; the slowest took {:?}: {}",
        asker.cut, asker.slowest.0, asker.slowest.1
    );
}

fn claims(path: &Path) -> Vec<NewArticle> {
    let text = read_to_string(flate2::read::GzDecoder::new(std::fs::File::open(path).unwrap())).unwrap();
    let claim = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        NewArticle::new(text("title"), text("body")).key("clef", text("id")).language("en")
    };
    text.lines().map(claim).collect()
}

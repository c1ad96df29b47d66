//! Articles like another: how many of the first ten share a topic with it, and what that takes beside a search for three words.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::time::Instant;

use dateline::{Archive, ArticleId, NewArticle, Order, Query, Term};

use crate::measure::median;
use crate::options::Options;
use crate::table::number;
use crate::{Outcome, disk, reuters};

const SEEDS: usize = 100;
const DEPTH: usize = 10;
const ROUNDS: usize = 9;
const BATCH: usize = 1_000;
const WORDS: usize = 3;
const LETTERS: usize = 4;
const TOPIC: &str = "topic";

/// A story that others are to be like, and three words of its headline.
struct Seed {
    id: ArticleId,
    words: Vec<String>,
}

type Topics = HashMap<ArticleId, HashSet<String>>;

pub fn run(corpora: &Path, options: &Options) -> Outcome {
    let mut stories = reuters::stories(&corpora.join("reuters21578"))?;
    for story in &mut stories {
        story.language = Some("en".into());
    }
    let temporary = tempfile::tempdir()?;
    let folder = options.folder.clone().unwrap_or_else(|| temporary.path().to_owned());
    println!("# Articles like another: {SEEDS} of the {} stories of Reuters-21578\n", stories.len());
    println!(
        "| topics | order | P@{DEPTH} | like another, ms | three words, ms | any of the three, ms | to three | to any |"
    );
    println!("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (name, keeps_topics) in [("are tags", true), ("are not in the archive", false)] {
        let path = folder.join(format!("similar-{keeps_topics}.db"));
        let (archive, topics) = archive(&path, &stories, keeps_topics)?;
        let seeds = seeds(&archive, &stories, &topics)?;
        for order in [Order::Relevance, Order::BestMatch] {
            row(name, &archive, &seeds, &topics, order)?;
        }
    }
    Ok(())
}

/// Opens the archive of the stories, made if it isn't there; and returns the topics of each article.
fn archive(path: &Path, stories: &[NewArticle], keeps_topics: bool) -> Outcome<(Archive, Topics)> {
    let is_new = !path.exists();
    let archive = Archive::open(path)?;
    if is_new {
        for batch in stories.chunks(BATCH) {
            let mut batch = batch.to_vec();
            for story in &mut batch {
                story.tags.retain(|tag| keeps_topics || tag.scheme != TOPIC);
            }
            disk::save_all(&archive, &batch)?;
        }
        archive.optimize()?;
    }
    let mut topics = Topics::new();
    for story in stories {
        let names = story.tags.iter().filter(|tag| tag.scheme == TOPIC).map(|tag| tag.name.clone());
        topics.insert(id_of(&archive, story)?, names.collect());
    }
    Ok((archive, topics))
}

fn id_of(archive: &Archive, story: &NewArticle) -> Outcome<ArticleId> {
    let number = story.keys.first().map_or("", |key| key.value.as_str());
    let found = archive.read(|snapshot| snapshot.article_by_key("reuters", number))?;
    Ok(found.ok_or_else(|| format!("no story {number}"))?)
}

/// Returns stories with topics and three words to look for, at even distances.
fn seeds(archive: &Archive, stories: &[NewArticle], topics: &Topics) -> Outcome<Vec<Seed>> {
    let mut able = Vec::new();
    for story in stories {
        let (id, words) = (id_of(archive, story)?, words(&story.headline));
        if !topics[&id].is_empty() && words.len() == WORDS {
            able.push(Seed { id, words });
        }
    }
    let stride = able.len() / SEEDS;
    Ok(able.into_iter().step_by(stride).take(SEEDS).collect())
}

fn words(headline: &str) -> Vec<String> {
    let words = headline.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() >= LETTERS);
    words.take(WORDS).map(str::to_lowercase).collect()
}

fn row(name: &str, archive: &Archive, seeds: &[Seed], topics: &Topics, order: Order) -> Outcome {
    let page = Query::new().order(order).limit(DEPTH);
    let mut shared = 0;
    let [mut like, mut all, mut any] = [const { Vec::new() }; 3];
    for round in 0..ROUNDS {
        for seed in seeds {
            let terms = || seed.words.iter().map(|word| Term::word(word));
            let (three, one_of_three) = (page.clone().all_of(terms()), page.clone().any_of(terms()));
            all.push(timed(|| Ok(archive.search(&three)?.hits.len()))?);
            like.push(timed(|| {
                let hits = archive.similar(seed.id, &page)?.hits;
                let shares = |id: &ArticleId| !topics[id].is_disjoint(&topics[&seed.id]);
                shared += if round == 0 { hits.iter().filter(|hit| shares(&hit.id)).count() } else { 0 };
                Ok(hits.len())
            })?);
            any.push(timed(|| Ok(archive.search(&one_of_three)?.hits.len()))?);
        }
    }
    let [like, all, any] = [like, all, any].map(median);
    let precision = shared as f64 / (seeds.len() * DEPTH) as f64;
    println!(
        "| {name} | {} | {precision:.3} | {} | {} | {} | {:.2} | {:.2} |",
        order.as_str(),
        number(like),
        number(all),
        number(any),
        like / all,
        like / any,
    );
    Ok(())
}

/// Returns the milliseconds that a step takes.
fn timed(step: impl FnOnce() -> Outcome<usize>) -> Outcome<f64> {
    let begun = Instant::now();
    std::hint::black_box(step()?);
    Ok(begun.elapsed().as_secs_f64() * 1e3)
}

//! Dateline, plain FTS5 and Tantivy side by side, in the three orders.

use std::path::Path;

use dateline::{Archive, Order, Query};
use tantivy::query::Query as Ask;

use crate::corpus::Corpus;
use crate::disk::Disk;
use crate::fts5::{Fts5, Sql};
use crate::measure::{Step, in_turns};
use crate::options::Options;
use crate::ours;
use crate::table::{Table, count, ratio, times};
use crate::tantivy_peer::{Sorted, Tantivy, Where};
use crate::{Outcome, asked, machine, scale};

const NEWEST: usize = 20;
const BEST: usize = 10;

struct Engines {
    dateline: Archive,
    fts5: Fts5,
    tantivy: Tantivy,
    /// The same articles, in order of time.
    sorted: Tantivy,
}

/// One question in the words of every engine.
struct Question {
    text: &'static str,
    class: &'static str,
    sql: Sql,
    one_field: Box<dyn Ask>,
    two_fields: Box<dyn Ask>,
}

pub fn run(corpora: &Path, options: &Options) -> Outcome {
    let Options { articles, years, merged, .. } = *options;
    let temporary = tempfile::tempdir()?;
    let folder = options.folder.clone().unwrap_or_else(|| temporary.path().to_owned());
    let corpus = Corpus::read(corpora)?;
    let disk = Disk { folder, corpus: &corpus, merged };
    heading(options);
    let engines = Engines {
        fts5: disk.fts5(articles, years)?,
        tantivy: disk.tantivy(Sorted::AsAdded, articles, years)?,
        sorted: disk.tantivy(Sorted::NewestFirst, articles, years)?,
        dateline: disk.archive(articles, years)?,
    };
    let thin = disk.archive(articles / 10, years)?;
    let short = disk.archive(articles / 10, (years / 10).max(1))?;
    println!("- Tantivy's index has {} segment(s)\n", engines.tantivy.segments());

    let mut questions = questions(&engines.tantivy)?;
    questions
        .retain(|question| options.only.is_empty() || options.only.iter().any(|only| only == question.text));
    newest(&engines, &questions)?;
    relevance(&engines, &questions)?;
    best_match(&engines, &questions)?;
    if !options.only.is_empty() {
        return Ok(());
    }
    scale::newest(&engines.dateline, &thin)?;
    scale::relevance(&engines.dateline, &short, &thin)?;
    timeline(&engines)
}

fn heading(options: &Options) {
    println!("# Search in {} articles over {} years\n", count(options.articles), options.years);
    println!("{}", machine::described());
    println!("- Dateline's index: {}", if options.merged { "merged" } else { "as it was saved, not merged" });
    println!(
        "- times in ms: median (99th percentile, or the longest of fewer than 100), warm, engines in turns"
    );
}

fn questions(tantivy: &Tantivy) -> Outcome<Vec<Question>> {
    asked::all()
        .map(|(class, text)| {
            let query = Query::from(text);
            let unknown = || format!("no peer can be asked: {text}");
            Ok(Question {
                text,
                class,
                sql: Sql::of(&query).ok_or_else(unknown)?,
                one_field: tantivy.ask(&query, Where::Text)?.ok_or_else(unknown)?,
                two_fields: tantivy.ask(&query, Where::HeadlineOrBody)?.ok_or_else(unknown)?,
            })
        })
        .collect()
}

impl Question {
    fn has_words(&self) -> bool {
        self.class != "filter"
    }
}

impl Engines {
    fn find(&self, question: &Question, order: Order, limit: usize) -> Step<'_> {
        let query = ours::query(question.text, order, limit);
        Box::new(move || Ok(ours::find(&self.dateline, &query)?.found))
    }

    fn page(&self, question: &Question, order: Order, limit: usize) -> Step<'_> {
        let text = question.text;
        Box::new(move || ours::page(&self.dateline, text, order, limit))
    }

    fn newest<'a>(&'a self, ask: &'a dyn Ask) -> Step<'a> {
        Box::new(|| Ok(self.tantivy.ids(&self.tantivy.newest(ask, NEWEST)?).len()))
    }

    fn first<'a>(&'a self, ask: &'a dyn Ask) -> Step<'a> {
        Box::new(|| Ok(self.sorted.ids(&self.sorted.first(ask, NEWEST)?).len()))
    }

    /// Fails unless both of Tantivy's indexes have the same articles for the newest.
    fn agree(&self, ask: &dyn Ask, question: &str) -> Outcome {
        let newest = self.tantivy.ids(&self.tantivy.newest(ask, NEWEST)?);
        let first = self.sorted.ids(&self.sorted.first(ask, NEWEST)?);
        if newest == first { Ok(()) } else { Err(format!("{question}: {newest:?}, but {first:?}").into()) }
    }

    /// A page that isn't counted, as none of Tantivy is.
    fn uncounted_page(&self, question: &Question) -> Step<'_> {
        let query = ours::query(question.text, Order::Newest, NEWEST);
        Box::new(move || Ok(self.dateline.search(&query)?.hits.len()))
    }

    fn first_headlines<'a>(&'a self, question: &'a Question) -> Step<'a> {
        Box::new(|| {
            let found = self.sorted.first(&question.one_field, NEWEST)?;
            Ok(self.sorted.headlines(&found)?.len())
        })
    }

    fn newest_headlines<'a>(&'a self, question: &'a Question) -> Step<'a> {
        Box::new(|| {
            let found = self.tantivy.newest(&question.one_field, NEWEST)?;
            Ok(self.tantivy.headlines(&found)?.len())
        })
    }

    fn ranked<'a>(&'a self, ask: &'a dyn Ask) -> Step<'a> {
        Box::new(|| Ok(self.tantivy.ids(&self.tantivy.ranked(ask, BEST)?).len()))
    }

    fn ranked_headlines<'a>(&'a self, question: &'a Question) -> Step<'a> {
        Box::new(|| {
            let found = self.tantivy.ranked(&question.one_field, BEST)?;
            Ok(self.tantivy.headlines(&found)?.len())
        })
    }
}

fn newest(engines: &Engines, questions: &[Question]) -> Outcome {
    println!("## Newest {NEWEST}\n");
    println!(
        "Matches: Dateline (which finds other forms of a word too) / Tantivy / FTS5. FTS5: ORDER BY rowid DESC."
    );
    println!(
        "Tantivy: by the fast field of the date; headline and body as one field, or as two. Sorted: Tantivy with its\nindex sorted by date, the first in order of documents. Page: with headlines, Dateline's marked, and counted to\n1,000 unless said otherwise.\n"
    );
    let mut table = Table::new(&[
        "question",
        "matches",
        "rows read",
        "Dateline",
        "Tantivy",
        "Tantivy, two fields",
        "sorted",
        "sorted, two fields",
        "FTS5",
        "D/T",
        "D/T two",
        "D/sorted",
        "D/sorted two",
        "D/F",
        "Dateline page",
        "Tantivy page",
        "page D/T",
        "Dateline page, not counted",
        "sorted page",
        "page D/sorted",
    ]);
    for question in questions {
        engines.agree(&question.one_field, question.text)?;
        engines.agree(&question.two_fields, question.text)?;
        let all = in_turns(vec![
            engines.find(question, Order::Newest, NEWEST),
            engines.newest(&question.two_fields),
            Box::new(|| Ok(engines.fts5.newest(&question.sql, NEWEST)?.len())),
            engines.newest(&question.one_field),
            engines.page(question, Order::Newest, NEWEST),
            engines.newest_headlines(question),
            // These two only so that Tantivy doesn't follow Tantivy.
            Box::new(|| Ok(engines.fts5.newest(&question.sql, NEWEST)?.len())),
            engines.first(&question.one_field),
            engines.find(question, Order::Newest, NEWEST),
            engines.first(&question.two_fields),
            engines.uncounted_page(question),
            engines.first_headlines(question),
        ])?;
        let [ours, two, fts5, tantivy, page, their_page, _, sorted, _, sorted_two, uncounted, first_page] =
            &all[..]
        else {
            unreachable!("twelve steps")
        };
        let answer = ours::find(&engines.dateline, &ours::query(question.text, Order::Newest, NEWEST))?;
        let (by_tantivy, by_fts5) =
            (engines.tantivy.count(&question.one_field)?, engines.fts5.count(&question.sql)?);
        table.row(
            question.class,
            question.text,
            [
                format!("{} / {} / {}", answer.total, count(by_tantivy), count(by_fts5)).into(),
                count(answer.rows_read).into(),
                times(ours),
                times(tantivy),
                times(two),
                times(sorted),
                times(sorted_two),
                times(fts5),
                ratio("newest, Dateline to Tantivy", ours, tantivy),
                ratio("newest, Dateline to Tantivy with two fields", ours, two),
                ratio("newest, Dateline to Tantivy sorted by date", ours, sorted),
                ratio("newest, Dateline to Tantivy sorted by date with two fields", ours, sorted_two),
                ratio("newest, Dateline to FTS5", ours, fts5),
                times(page),
                times(their_page),
                ratio("newest, a page, Dateline to Tantivy", page, their_page),
                times(uncounted),
                times(first_page),
                ratio(
                    "newest, a page that isn't counted, Dateline to Tantivy sorted by date",
                    uncounted,
                    first_page,
                ),
            ],
        );
    }
    table.print();
    Ok(())
}

fn relevance(engines: &Engines, questions: &[Question]) -> Outcome {
    println!("## Relevance, top {BEST}\n");
    println!(
        "Dateline: BM25 with recency. Tantivy: BM25, without counting; one field of headline and body, or two.\n"
    );
    let mut table = Table::new(&[
        "question",
        "rows read",
        "Dateline",
        "Tantivy",
        "Tantivy, two fields",
        "D/T",
        "D/T two",
        "Dateline page",
        "Tantivy page",
        "page D/T",
    ]);
    for question in questions.iter().filter(|question| question.has_words()) {
        let all = in_turns(vec![
            engines.find(question, Order::Relevance, BEST),
            engines.ranked(&question.two_fields),
            engines.page(question, Order::Relevance, BEST),
            engines.ranked(&question.one_field),
            // Only so that Tantivy's page doesn't follow Tantivy.
            engines.find(question, Order::Relevance, BEST),
            engines.ranked_headlines(question),
        ])?;
        let [ours, two, page, one, _, their_page] = &all[..] else { unreachable!("six steps") };
        let answer = ours::find(&engines.dateline, &ours::query(question.text, Order::Relevance, BEST))?;
        table.row(
            question.class,
            question.text,
            [
                count(answer.rows_read).into(),
                times(ours),
                times(one),
                times(two),
                ratio("relevance, Dateline to Tantivy", ours, one),
                ratio("relevance, Dateline to Tantivy with two fields", ours, two),
                times(page),
                times(their_page),
                ratio("relevance, a page, Dateline to Tantivy", page, their_page),
            ],
        );
    }
    table.print();
    Ok(())
}

fn best_match(engines: &Engines, questions: &[Question]) -> Outcome {
    println!("## Best match, top {BEST}\n");
    println!("FTS5: ORDER BY rank, and merely reading what matches. Tantivy: BM25 as above.\n");
    let mut table = Table::new(&[
        "question",
        "rows read",
        "Dateline",
        "FTS5 rank",
        "FTS5 reading",
        "Tantivy",
        "D/rank",
        "D/reading",
        "D/T",
    ]);
    for question in questions.iter().filter(|question| question.has_words()) {
        let all = in_turns(vec![
            engines.find(question, Order::BestMatch, BEST),
            Box::new(|| Ok(engines.fts5.ranked(&question.sql, BEST)?.len())),
            engines.ranked(&question.one_field),
            Box::new(|| engines.fts5.count(&question.sql)),
        ])?;
        let [ours, rank, tantivy, reading] = &all[..] else { unreachable!("four steps") };
        let answer = ours::find(&engines.dateline, &ours::query(question.text, Order::BestMatch, BEST))?;
        table.row(
            question.class,
            question.text,
            [
                count(answer.rows_read).into(),
                times(ours),
                times(rank),
                times(reading),
                times(tantivy),
                ratio("best match, Dateline to FTS5 rank", ours, rank),
                ratio("best match, Dateline to FTS5 reading", ours, reading),
                ratio("best match, Dateline to Tantivy", ours, tantivy),
            ],
        );
    }
    table.print();
    Ok(())
}

/// By month, of the word that is nearest to 30,000 articles.
fn timeline(engines: &Engines) -> Outcome {
    let mut nearest: Option<(usize, &str, usize, Sql)> = None;
    for text in ["president", "oil", "market", "company", "said"] {
        let sql = Sql::of(&Query::from(text)).ok_or("a word")?;
        let matches = engines.fts5.count(&sql)?;
        let distance = matches.abs_diff(30_000);
        if nearest.as_ref().is_none_or(|(least, ..)| distance < *least) {
            nearest = Some((distance, text, matches, sql));
        }
    }
    let Some((_, text, matches, sql)) = nearest else { return Ok(()) };
    println!("## Timeline by month\n");
    let mut table = Table::new(&["question", "matches", "Dateline", "FTS5 with SQL", "D/F"]);
    let all = in_turns(vec![
        Box::new(|| ours::months(&engines.dateline, text)),
        Box::new(|| engines.fts5.by_month(&sql)),
    ])?;
    table.row(
        "",
        text,
        [
            count(matches).into(),
            times(&all[0]),
            times(&all[1]),
            ratio("timeline, Dateline to FTS5 with SQL", &all[0], &all[1]),
        ],
    );
    table.print();
    Ok(())
}

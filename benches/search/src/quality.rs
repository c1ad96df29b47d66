//! Quality of the ranking, beside that of FTS5, on sets with judged answers.

use std::collections::HashMap;
use std::path::Path;

use dateline::{Archive, NewArticle, Order, Query, Term};
use rusqlite::Connection;

use crate::Outcome;
use crate::disk::save_all;
use crate::ir::{Document, Question, Set};
use crate::judge::marks;
use crate::table::Table;

/// Number of results of a ranking that are judged.
const DEPTH: usize = 1000;
/// Over how many years documents are spread where they are.
const YEARS: i64 = 10;

pub fn run(corpora: &Path) -> Outcome {
    println!("# Quality of the ranking\n");
    println!("The words of a question joined by OR. nDCG of the first ten, MAP and MRR of {DEPTH}.\n");
    for name in ["cranfield", "med", "cisi", "clef2020-dev"] {
        let set = Set::read(&corpora.join("ir").join(name))?;
        println!("## {name}: {} documents, {} questions\n", set.documents.len(), set.questions.len());
        let mut table = Table::new(&["ranking", "nDCG@10", "MAP", "MRR", "index, KB"]);
        for tokenizer in ["porter unicode61", "unicode61"] {
            let fts5 = Fts5::of(&set.documents, tokenizer)?;
            let rankings = each(&set, |question| fts5.ranked(&question.words, &set.documents))?;
            row(&mut table, &format!("FTS5 bm25, {tokenizer}"), &set, &rankings, fts5.bytes()?);
        }
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("one-day.db");
        let one_day = archive(&path, &set.documents, 0)?;
        let spread = archive(&folder.path().join("spread.db"), &set.documents, YEARS)?;
        let form: fn(&str) -> Term = Term::word;
        let exact: fn(&str) -> Term = Term::phrase;
        for (what, archive, order, term) in [
            ("BestMatch", &one_day, Order::BestMatch, form),
            ("BestMatch, words as they are typed", &one_day, Order::BestMatch, exact),
            ("Relevance, all of one day", &one_day, Order::Relevance, form),
            ("Relevance, spread over ten years at random", &spread, Order::Relevance, form),
        ] {
            let any = |question: &Question| Query::new().any_of(question.words.iter().map(|word| term(word)));
            let rankings = each(&set, |question| ranked(archive, any(question).order(order)))?;
            row(&mut table, &format!("Dateline, {what}"), &set, &rankings, bytes(&path)?);
        }
        let rankings =
            each(&set, |question| ranked(&one_day, Query::from(&*question.text).order(Order::BestMatch)))?;
        row(&mut table, "Dateline, BestMatch, typed as a sentence", &set, &rankings, bytes(&path)?);
        let rankings = each(&set, |question| {
            ranked(&one_day, Query::from(&*question.words.join(" ")).order(Order::BestMatch))
        })?;
        row(&mut table, "Dateline, BestMatch, words typed as a sentence", &set, &rankings, bytes(&path)?);
        table.print();
    }
    Ok(())
}

fn row(table: &mut Table, name: &str, set: &Set, rankings: &[Vec<String>], bytes: u64) {
    let judged: Vec<&HashMap<String, u32>> = set.questions.iter().map(|question| &question.judged).collect();
    let marks = marks(rankings, &judged);
    let cells = [marks.ndcg, marks.map, marks.mrr].map(|mark| format!("{mark:.4}").into());
    table.row("", name, cells.into_iter().chain([(bytes / 1000).to_string().into()]));
}

fn each(set: &Set, ask: impl Fn(&Question) -> Outcome<Vec<String>>) -> Outcome<Vec<Vec<String>>> {
    set.questions.iter().map(ask).collect()
}

fn archive(path: &Path, documents: &[Document], years: i64) -> Outcome<Archive> {
    let archive = Archive::open(path)?;
    let last = chrono::DateTime::from_timestamp(1_700_000_000, 0).unwrap_or_default();
    let mut articles = Vec::new();
    for (number, document) in (0_u64..).zip(documents) {
        // One of Cranfield is empty: no article, and no question finds it.
        if document.title.is_empty() && document.body.is_empty() {
            continue;
        }
        let random = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
        let age = years * 365 * 86_400 * i64::try_from(random)? / (1 << 24);
        let published = last - chrono::TimeDelta::seconds(age + i64::try_from(number)?);
        let article = NewArticle::new(document.title.as_str(), document.body.as_str());
        articles.push(article.key("set", document.id.as_str()).language("en").published(published.into()));
    }
    save_all(&archive, &articles)?;
    archive.optimize()?;
    Ok(archive)
}

fn ranked(archive: &Archive, query: Query) -> Outcome<Vec<String>> {
    let query = query.limit(DEPTH).count_to(0);
    Ok(archive.read(|snapshot| {
        let mut ids = Vec::new();
        for id in snapshot.search_ids(&query)?.hits {
            let article = snapshot.article(id)?;
            ids.extend(article.into_iter().flat_map(|article| article.keys).map(|key| key.value));
        }
        Ok(ids)
    })?)
}

/// Returns the size of the index in the file, in bytes.
fn bytes(path: &Path) -> Outcome<u64> {
    index_bytes(&Connection::open(path)?, "article_fts_data")
}

fn index_bytes(conn: &Connection, table: &str) -> Outcome<u64> {
    let bytes: i64 =
        conn.query_row(&format!("SELECT sum(length(block)) FROM {table}"), [], |row| row.get(0))?;
    Ok(u64::try_from(bytes)?)
}

/// The peer FTS5, as a program without Dateline would use it.
struct Fts5(Connection);

impl Fts5 {
    fn of(documents: &[Document], tokenizer: &str) -> Outcome<Self> {
        let conn = Connection::open_in_memory()?;
        conn.execute_batch(&format!(
            "CREATE VIRTUAL TABLE story USING fts5 (title, body, tokenize = '{tokenizer}')"
        ))?;
        for (row, document) in (0_i64..).zip(documents) {
            conn.prepare_cached("INSERT INTO story (rowid, title, body) VALUES (?1, ?2, ?3)")?.execute((
                row,
                &document.title,
                &document.body,
            ))?;
        }
        conn.execute_batch("INSERT INTO story (story) VALUES ('optimize')")?;
        Ok(Self(conn))
    }

    fn ranked(&self, words: &[String], documents: &[Document]) -> Outcome<Vec<String>> {
        let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
        let sql = "SELECT rowid FROM story WHERE story MATCH ?1 ORDER BY rank LIMIT ?2";
        let mut statement = self.0.prepare_cached(sql)?;
        let rows = statement.query_map((words.join(" OR "), DEPTH as i64), |row| row.get::<_, i64>(0))?;
        rows.map(|row| Ok(documents[usize::try_from(row?)?].id.clone())).collect()
    }

    fn bytes(&self) -> Outcome<u64> {
        index_bytes(&self.0, "story_data")
    }
}

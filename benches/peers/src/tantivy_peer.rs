//! The same articles in Tantivy, and the same questions as its query objects.

use std::ops::Bound;
use std::path::Path;

use dateline::{Filter, Matching, Query, Term};
use tantivy::collector::{Count, TopDocs};
use tantivy::columnar::Column;
use tantivy::query::{
    AllQuery, BooleanQuery, EnableScoring, Occur, PhraseQuery, Query as Ask, RangeQuery, RegexQuery,
    TermQuery,
};
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TEXT, Value};
use tantivy::{
    DateTime, DocAddress, DocSet, Index, IndexSettings, IndexSortByField, IndexWriter, Order, ReloadPolicy,
    Searcher, TERMINATED, TantivyDocument,
};

use crate::Outcome;
use crate::corpus::Item;

const PUBLISHED: &str = "published";
const WRITER_BYTES: usize = 512 * 1024 * 1024;

#[derive(Clone, Copy)]
struct Fields {
    id: Field,
    published: Field,
    publication: Field,
    tag: Field,
    headline: Field,
    body: Field,
    /// Headline and body once more, as one field.
    text: Field,
}

/// In which fields words are looked for.
#[derive(Clone, Copy)]
pub enum Where {
    /// In one that holds headline and body: the fastest.
    Text,
    /// In the headline or the body, as Tantivy's parser would with two default fields.
    HeadlineOrBody,
}

/// In which order an index keeps its documents.
#[derive(Clone, Copy)]
pub enum Sorted {
    AsAdded,
    NewestFirst,
}

impl Sorted {
    fn settings(self) -> IndexSettings {
        let by = IndexSortByField { field: PUBLISHED.to_owned(), order: Order::Desc };
        IndexSettings {
            sort_by_field: matches!(self, Self::NewestFirst).then_some(by),
            ..IndexSettings::default()
        }
    }
}

pub struct Tantivy {
    fields: Fields,
    searcher: Searcher,
    /// The column of numbers of each segment.
    ids: Vec<Column<u64>>,
}

impl Tantivy {
    /// Builds the index and merges it to one segment.
    pub fn create(path: &Path, sorted: Sorted, batches: impl Iterator<Item = Vec<Item>>) -> Outcome {
        std::fs::create_dir_all(path)?;
        let (schema, fields) = schema();
        let index = Index::builder().schema(schema).settings(sorted.settings()).create_in_dir(path)?;
        let mut writer: IndexWriter = index.writer_with_num_threads(1, WRITER_BYTES)?;
        for batch in batches {
            for item in batch {
                writer.add_document(fields.document(&item))?;
            }
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        let segments = index.searchable_segment_ids()?;
        if segments.len() > 1 {
            let mut writer: IndexWriter = index.writer_with_num_threads(1, WRITER_BYTES)?;
            writer.merge(&segments).wait()?;
            writer.garbage_collect_files().wait()?;
            writer.wait_merging_threads()?;
        }
        Ok(())
    }

    pub fn open(path: &Path) -> Outcome<Self> {
        let index = Index::open_in_dir(path)?;
        let (_, fields) = schema();
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let searcher = reader.searcher();
        let ids = searcher.segment_readers().iter().map(|segment| segment.fast_fields().u64("id"));
        let ids = ids.collect::<tantivy::Result<_>>()?;
        Ok(Self { fields, searcher, ids })
    }

    pub fn segments(&self) -> usize {
        self.searcher.segment_readers().len()
    }

    /// The program's own numbers of what was found.
    pub fn ids(&self, found: &[DocAddress]) -> Vec<u64> {
        let read = |address: &DocAddress| {
            let ids = self.ids.get(address.segment_ord as usize)?;
            ids.first(address.doc_id)
        };
        found.iter().filter_map(read).collect()
    }

    pub fn newest(&self, ask: &dyn Ask, limit: usize) -> Outcome<Vec<DocAddress>> {
        let newest = TopDocs::with_limit(limit).order_by_fast_field::<DateTime>(PUBLISHED, Order::Desc);
        Ok(self.searcher.search(ask, &newest)?.into_iter().map(|(_, address)| address).collect())
    }

    /// The first in order of documents: the newest, of one segment that has the newest first. It reads no
    /// more than it returns.
    pub fn first(&self, ask: &dyn Ask, limit: usize) -> Outcome<Vec<DocAddress>> {
        let [segment] = self.searcher.segment_readers() else { return Err("not one segment".into()) };
        let weight = ask.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
        let mut documents = weight.scorer(segment, 1.0)?;
        let mut found = Vec::with_capacity(limit);
        let mut document = documents.doc();
        while document != TERMINATED {
            found.push(DocAddress::new(0, document));
            if found.len() == limit {
                break;
            }
            document = documents.advance();
        }
        Ok(found)
    }

    pub fn ranked(&self, ask: &dyn Ask, limit: usize) -> Outcome<Vec<DocAddress>> {
        let best = TopDocs::with_limit(limit).order_by_score();
        Ok(self.searcher.search(ask, &best)?.into_iter().map(|(_, address)| address).collect())
    }

    pub fn count(&self, ask: &dyn Ask) -> Outcome<usize> {
        Ok(self.searcher.search(ask, &Count)?)
    }

    /// The numbers and the headlines of what was found.
    pub fn headlines(&self, found: &[DocAddress]) -> Outcome<Vec<(u64, String)>> {
        let read = |address: &DocAddress| {
            let document: TantivyDocument = self.searcher.doc(*address)?;
            let id = document.get_first(self.fields.id).and_then(|id| id.as_u64()).unwrap_or_default();
            let headline = document.get_first(self.fields.headline).and_then(|text| text.as_str());
            Ok((id, headline.unwrap_or_default().to_owned()))
        };
        found.iter().map(read).collect()
    }

    /// Returns a query that Dateline has parsed as one of Tantivy; `None` if it asks for what the peer doesn't have.
    pub fn ask(&self, query: &Query, place: Where) -> Outcome<Option<Box<dyn Ask>>> {
        let mut clauses = Vec::new();
        for group in query.groups() {
            let mut any = Vec::new();
            for term in group {
                let Some(term) = self.term(term, place)? else { return Ok(None) };
                any.extend(term);
            }
            clauses.push((Occur::Must, one_of(any)));
        }
        for term in query.excluded() {
            let Some(term) = self.term(term, place)? else { return Ok(None) };
            clauses.push((Occur::MustNot, one_of(term)));
        }
        let range = query.range();
        if range.from.is_some() || range.to.is_some() {
            let bound = |at: Option<chrono::DateTime<chrono::Utc>>| {
                at.map(|at| date(self.fields.published, at.timestamp()))
            };
            let from = bound(range.from).map_or(Bound::Unbounded, Bound::Included);
            let to = bound(range.to).map_or(Bound::Unbounded, Bound::Excluded);
            clauses.push((Occur::Must, Box::new(RangeQuery::new(from, to))));
        }
        Ok(Some(match clauses.len() {
            0 => Box::new(AllQuery),
            1 => clauses.remove(0).1,
            _ => Box::new(BooleanQuery::new(clauses)),
        }))
    }

    /// The alternatives that a term comes to: one a field.
    fn term(&self, term: &Term, place: Where) -> Outcome<Option<Vec<Box<dyn Ask>>>> {
        let fields = match place {
            Where::Text => vec![self.fields.text],
            Where::HeadlineOrBody => vec![self.fields.headline, self.fields.body],
        };
        Ok(Some(match term {
            Term::Words { words, matching, field: None } => {
                let asked = fields.into_iter().map(|field| words_in(field, words, *matching));
                asked.collect::<Outcome<_>>()?
            }
            Term::Filter(Filter::Tag, name) => vec![exact(self.fields.tag, name)],
            Term::Filter(Filter::Publication, title) => vec![exact(self.fields.publication, title)],
            _ => return Ok(None),
        }))
    }
}

impl Fields {
    fn document(&self, item: &Item) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        document.add_u64(self.id, item.number.into());
        document.add_date(self.published, DateTime::from_timestamp_secs(item.published));
        document.add_text(self.publication, item.publication());
        for tag in item.tags() {
            document.add_text(self.tag, tag);
        }
        document.add_text(self.headline, &item.article.headline);
        document.add_text(self.body, &item.article.body);
        document.add_text(self.text, &item.article.headline);
        document.add_text(self.text, &item.article.body);
        document
    }
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let fields = Fields {
        id: schema.add_u64_field("id", STORED | FAST),
        published: schema.add_date_field(PUBLISHED, FAST | INDEXED),
        publication: schema.add_text_field("publication", STRING),
        tag: schema.add_text_field("tag", STRING),
        headline: schema.add_text_field("headline", TEXT | STORED),
        body: schema.add_text_field("body", TEXT),
        text: schema.add_text_field("text", TEXT),
    };
    (schema.build(), fields)
}

fn words_in(field: Field, words: &[String], matching: Matching) -> Outcome<Box<dyn Ask>> {
    let term = |word: &String| tantivy::Term::from_field_text(field, &word.to_lowercase());
    Ok(match (words, matching) {
        ([word], Matching::Prefix) => {
            Box::new(RegexQuery::from_pattern(&format!("{}.*", word.to_lowercase()), field)?)
        }
        ([word], _) => Box::new(TermQuery::new(term(word), IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new(words.iter().map(term).collect())),
    })
}

fn exact(field: Field, value: &str) -> Box<dyn Ask> {
    Box::new(TermQuery::new(tantivy::Term::from_field_text(field, value), IndexRecordOption::Basic))
}

fn date(field: Field, seconds: i64) -> tantivy::Term {
    tantivy::Term::from_field_date(field, DateTime::from_timestamp_secs(seconds))
}

fn one_of(mut any: Vec<Box<dyn Ask>>) -> Box<dyn Ask> {
    if any.len() == 1 { any.remove(0) } else { Box::new(BooleanQuery::union(any)) }
}

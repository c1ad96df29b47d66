//! The peer Tantivy with its analysis of English, as a program would use it.

use tantivy::collector::TopDocs;
use tantivy::columnar::Column;
use tantivy::query::QueryParser;
use tantivy::schema::{FAST, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{
    Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer, StopWordFilter, TextAnalyzer,
};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument};

use super::DEPTH;
use super::ir::Document;
use crate::Outcome;

const NUMBER: &str = "number";
const ENGLISH: &str = "english";
/// How much more an occurrence in the title counts than one in the body.
const TITLE: f32 = 2.0;
const LONGEST_WORD: usize = 40;
const WRITER_BYTES: usize = 64 * 1024 * 1024;

/// What becomes of stop words, in the documents and in the questions.
#[derive(Clone, Copy, Eq, PartialEq)]
pub enum Stops {
    Kept,
    LeftOut,
}

/// In which fields words are looked for.
#[derive(Clone, Copy, Eq, PartialEq)]
pub enum Where {
    /// In one that holds title and body.
    OneField,
    /// In the title, which counts more, and the body.
    TwoFields,
}

pub struct Tantivy {
    searcher: Searcher,
    /// The column of numbers of each segment.
    numbers: Vec<Column<u64>>,
    one_field: QueryParser,
    two_fields: QueryParser,
}

impl Tantivy {
    pub fn of(documents: &[Document], stops: Stops) -> Outcome<Self> {
        let mut schema = Schema::builder();
        let number = schema.add_u64_field(NUMBER, FAST);
        let indexing = TextFieldIndexing::default().set_tokenizer(ENGLISH);
        let indexing = indexing.set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let options = TextOptions::default().set_indexing_options(indexing);
        let [title, body, text] =
            ["title", "body", "text"].map(|name| schema.add_text_field(name, options.clone()));
        let index = Index::create_in_ram(schema.build());
        index.tokenizers().register(ENGLISH, analyzer(stops)?);
        let mut writer: IndexWriter = index.writer_with_num_threads(1, WRITER_BYTES)?;
        for (place, document) in (0..).zip(documents) {
            let mut added = TantivyDocument::new();
            added.add_u64(number, place);
            added.add_text(title, &document.title);
            added.add_text(body, &document.body);
            added.add_text(text, &document.title);
            added.add_text(text, &document.body);
            writer.add_document(added)?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        let searcher = index.reader()?.searcher();
        let numbers = searcher.segment_readers().iter().map(|segment| segment.fast_fields().u64(NUMBER));
        let numbers = numbers.collect::<tantivy::Result<_>>()?;
        let mut two_fields = QueryParser::for_index(&index, vec![title, body]);
        two_fields.set_field_boost(title, TITLE);
        Ok(Self { searcher, numbers, one_field: QueryParser::for_index(&index, vec![text]), two_fields })
    }

    pub fn ranked(&self, words: &[String], place: Where) -> Outcome<Vec<usize>> {
        let parser = match place {
            Where::OneField => &self.one_field,
            Where::TwoFields => &self.two_fields,
        };
        let best = TopDocs::with_limit(DEPTH).order_by_score();
        let found = self.searcher.search(&parser.parse_query(&words.join(" OR "))?, &best)?;
        let number = |segment: u32, row| self.numbers.get(segment as usize)?.first(row);
        let numbers = found.iter().filter_map(|(_, address)| number(address.segment_ord, address.doc_id));
        numbers.map(|number| Ok(usize::try_from(number)?)).collect()
    }
}

fn analyzer(stops: Stops) -> Outcome<TextAnalyzer> {
    let words = TextAnalyzer::builder(SimpleTokenizer::default());
    let words = words.filter(RemoveLongFilter::limit(LONGEST_WORD)).filter(LowerCaser);
    let stemmer = Stemmer::new(Language::English);
    Ok(match stops {
        Stops::Kept => words.filter(stemmer).build(),
        Stops::LeftOut => {
            let stops = StopWordFilter::new(Language::English).ok_or("no stop words of English")?;
            words.filter(stops).filter(stemmer).build()
        }
    })
}

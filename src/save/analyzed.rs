//! What was computed of the texts of an article ahead of its save.

use crate::model::article::headline_day::headline_day;
use crate::model::index_row::{AnalyzedTexts, word_count};
use crate::model::moment::Moment;
use crate::model::new_article::NewArticle;
use crate::text::language;

/// What was computed of the texts of an article. It holds where they are stored as they were said.
#[derive(Default)]
pub(super) struct Analyzed {
    /// The language that the texts tell, if that was asked.
    pub detected: Option<Option<&'static str>>,
    pub texts: Option<AnalyzedTexts>,
    pub word_count: Option<u32>,
    pub headline_day: Option<HeadlineDay>,
}

/// What an article without URL or id is looked up by, and what it was computed of beside the texts.
pub(super) struct HeadlineDay {
    published: Option<Moment>,
    printed: String,
    pub hash: Vec<u8>,
}

impl HeadlineDay {
    pub(super) fn of(article: &NewArticle) -> Self {
        let NewArticle { headline, published, published_printed, body, .. } = article;
        let hash = headline_day(headline, *published, published_printed, body);
        Self { published: *published, printed: published_printed.clone(), hash }
    }

    /// Returns the hash, if it is the one of such a date.
    pub(super) fn at(self, published: Option<Moment>, printed: &str) -> Option<Vec<u8>> {
        (self.published == published && self.printed == printed).then_some(self.hash)
    }
}

impl Analyzed {
    /// Analyzes the texts of an article in the language that is said, or that they tell.
    pub(super) fn of(new: &NewArticle) -> Self {
        let detected = new.language.is_none().then(|| detect([&new.headline, &new.dek, &new.body]));
        let language = new.language.as_deref().or(detected.flatten()).unwrap_or("und");
        Self {
            detected,
            texts: Some(AnalyzedTexts::of(language, [&new.headline, &new.dek, &new.byline, &new.body])),
            word_count: Some(word_count(&new.body)),
            headline_day: Some(HeadlineDay::of(new)),
        }
    }
}

/// Tells the language of headline, standfirst and body.
pub(super) fn detect([headline, dek, body]: [&String; 3]) -> Option<&'static str> {
    language::detect(&format!("{headline}. {dek} {body}"))
}

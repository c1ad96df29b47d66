//! A new article on its way to the archive.

use super::analyzed::Analyzed;
use super::clean::CleanArticle;
use super::report::Rejection;
use super::said::{Hash, said_hash};
use crate::model::new_article::OwnedArticle;
use crate::text::url::Tracking;

/// A new article that is to be saved. What follows from it alone any thread may compute ahead.
pub(crate) struct Unsaved {
    /// The hash of all that it says; `None` where that is too deep.
    said: Option<Hash>,
    article: State,
}

enum State {
    /// As it was given.
    Given(Box<OwnedArticle>),
    /// Cleaned and analyzed, for an archive that compares URLs without these parameters.
    Analyzed(Box<Result<CleanArticle, Rejection>>, Tracking),
}

impl Unsaved {
    pub(crate) fn of(mut new: OwnedArticle) -> Self {
        Self { said: said_hash(new.as_mut()), article: State::Given(new.into()) }
    }

    pub(super) fn said(&self) -> Option<Hash> {
        self.said
    }

    /// Computes all that follows from the article alone.
    pub(crate) fn analyze(&mut self, tracking: &Tracking) {
        if let State::Given(new) = &mut self.article {
            let mut clean = CleanArticle::take(std::mem::take(&mut **new), tracking);
            if let Ok(clean) = &mut clean {
                clean.analyzed = Analyzed::of(&clean.article);
            }
            self.article = State::Analyzed(clean.into(), tracking.clone());
        }
    }

    /// Returns the cleaned article, for an archive that compares URLs without these parameters: the host may have said others
    /// since it was analyzed.
    pub(super) fn into_clean(self, tracking: &Tracking) -> Result<CleanArticle, Rejection> {
        match self.article {
            State::Given(new) => CleanArticle::take(*new, tracking),
            State::Analyzed(mut clean, before) => {
                if let Ok(clean) = clean.as_mut()
                    && before != *tracking
                {
                    clean.read_urls_again(tracking);
                }
                *clean
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::new_article::{NewArticle, NewUrl, UrlRelation};
    use crate::save::clean::CleanUrl;

    fn urls(clean: CleanArticle) -> Vec<(String, String, UrlRelation)> {
        let url = |url: &CleanUrl| (url.web.normal.clone(), url.given.clone(), url.relation);
        clean.urls.iter().map(url).collect()
    }

    #[test]
    fn urls_are_those_of_the_parameters_that_count_when_it_is_saved() {
        let sets: Vec<Tracking> = [vec![], vec!["from_*"], vec!["page"]].map(Tracking::with).into();
        let [first, second] =
            ["https://e.example/s?from_x=1", "https://e.example/s?page=2"].map(str::to_owned);
        let url = |url: &str, relation| NewUrl { url: url.into(), relation };
        let article = NewArticle {
            urls: vec![
                url(&first, UrlRelation::Alternate),
                url(&second, UrlRelation::Given),
                url("https://e.example/s", UrlRelation::Canonical),
                url("no address", UrlRelation::Given),
            ],
            ..NewArticle::new("Ferry delayed", "Fog held up the ferry.")
        };
        for before in &sets {
            for now in &sets {
                let mut analyzed = Unsaved::of(article.clone().into());
                analyzed.analyze(before);
                let [analyzed, given] = [analyzed, Unsaved::of(article.clone().into())]
                    .map(|unsaved| unsaved.into_clean(now).unwrap_or_else(|why| panic!("{why}")));
                assert_eq!(analyzed.warnings, given.warnings);
                assert_eq!(urls(analyzed), urls(given));
            }
        }
    }
}

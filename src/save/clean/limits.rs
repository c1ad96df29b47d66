//! The limits of an article: the length of its text and of its lists.

use crate::model::new_article::{NewArticle, NewImage, NewPerson};
use crate::save::report::Warning;

/// Bytes of text that an article may have.
pub(super) const LONGEST: usize = 16 * 1024 * 1024;
/// Items that a list of an article, of a picture or of a person may have.
const MOST: usize = 20_000;

/// Cuts the lists of an article that are too long, with a warning for each.
pub(super) fn cut_lists(article: &mut NewArticle, warnings: &mut Vec<Warning>) {
    cut("urls", &mut article.urls, warnings);
    cut("keys", &mut article.keys, warnings);
    cut("credits", &mut article.credits, warnings);
    cut_people("people", &mut article.people, warnings);
    cut("tags", &mut article.tags, warnings);
    cut("images", &mut article.images, warnings);
    for image in &mut article.images {
        let NewImage { urls, people, captions, .. } = image;
        cut("images.urls", urls, warnings);
        cut_people("images.people", people, warnings);
        cut("captions", captions, warnings);
    }
}

fn cut_people(field: &'static str, people: &mut Vec<NewPerson>, warnings: &mut Vec<Warning>) {
    cut(field, people, warnings);
    for person in people {
        cut("people.keys", &mut person.keys, warnings);
    }
}

fn cut<T>(field: &'static str, list: &mut Vec<T>, warnings: &mut Vec<Warning>) {
    if let left_out @ 1.. = list.len().saturating_sub(MOST) {
        list.truncate(MOST);
        warnings.push(Warning::TooMany { field, limit: MOST, left_out });
    }
}

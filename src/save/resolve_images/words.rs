//! The words under one use of a picture, of two that say some.

use std::collections::HashMap;

use crate::model::article::Article;
use crate::model::image::Caption;

/// Puts the words that stand together with others of the same picture: where no caption stands the others do, and where a
/// caption has no alternative text it has theirs. So it is all the same which of the two came first.
pub(super) fn merge(standing: Vec<Caption>, others: &[Caption], language: &str) -> Vec<Caption> {
    let mut others = others.to_vec();
    follow(&mut others, language);
    let mut words = standing;
    if words.iter().any(|caption| !caption.text.is_empty() || !caption.credit.is_empty()) {
        let alts: HashMap<_, _> = others.iter().map(|caption| (&caption.language, &caption.alt)).collect();
        for caption in words.iter_mut().filter(|caption| caption.alt.is_empty()) {
            if let Some(alt) = alts.get(&caption.language) {
                caption.alt.clone_from(alt);
            }
        }
    } else {
        for said in std::mem::replace(&mut words, others) {
            match words.iter_mut().find(|caption| caption.language == said.language) {
                Some(caption) => caption.alt = said.alt,
                None => words.push(said),
            }
        }
    }
    words.sort_by(|a, b| a.language.cmp(&b.language));
    words
}

/// Gives the captions of which nobody said the language that of their article.
pub(crate) fn follow_language(article: &mut Article) {
    for used in &mut article.images {
        follow(&mut used.captions, &article.language);
        used.captions.sort_by(|a, b| a.language.cmp(&b.language));
    }
}

/// Gives the caption of which nobody said the language this one. Where there is one in this language already, it keeps
/// its own from then on.
fn follow(captions: &mut [Caption], language: &str) {
    let is_taken = captions.iter().any(|caption| caption.language == language);
    let others = captions.iter_mut().filter(|caption| caption.language != language && !caption.language_said);
    for caption in others {
        if is_taken {
            caption.language_said = true;
        } else {
            caption.language = language.to_owned();
        }
    }
}

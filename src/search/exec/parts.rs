//! A plan in two parts: what answers in the language of most articles, and what answers in the others.
//!
//! Each language has forms of its own for a word. Those of the rarer languages stand in many articles of
//! the main one, where they don't count. Where they are read in step with other words, it is quicker to
//! leave them out there, and to look among the articles of the rarer languages afterwards.

use crate::model::scope::Scope;
use crate::search::exec::language_filter::Extent;
use crate::search::index::{Index, Interruptible};
use crate::search::plan::phrase::{Languages, Phrase};
use crate::search::plan::{Plan, PlannedTerm};

/// So many bytes of postings are read in the time that it takes to begin with another plan.
const BEGINNING: u64 = 1 << 14;

/// Two plans that find between them, and each once, the articles that this one finds. None where some
/// are found by what isn't told by their language, or where nothing would be gained.
pub(crate) fn by_language(plan: &Plan, index: &Index<'_>) -> Interruptible<Option<[Plan; 2]>> {
    // Of a single clause, what can't enter the page is passed more quickly.
    if plan.required.len() < 2 {
        return Ok(None);
    }
    let extent = Extent::of(index)?;
    let Some(main) = extent.main().filter(|_| !extent.has_captions) else { return Ok(None) };
    let mut first = plan.clone();
    let mut left_out = 0;
    for term in leaves_of_some_languages(&mut first) {
        let others = term.phrases.extract_if(.., |phrase| !counts_in(phrase, &main.these));
        for word in others.flat_map(|phrase| phrase.words) {
            left_out += index.cost(&word)?;
        }
        term.phrases.iter_mut().for_each(|phrase| phrase.languages = Some(main.clone()));
    }
    if left_out < extent.size(&main.others) + BEGINNING {
        return Ok(None);
    }
    let mut second = plan.clone();
    for term in leaves_of_some_languages(&mut second) {
        term.phrases.retain(|phrase| counts_in(phrase, &main.others));
    }
    let others = main.others.iter().map(|tag| Phrase::scope(Scope::Language.token_of(tag)));
    second.required.push(vec![PlannedTerm::filter(others.collect())]);
    Ok(Some([first, second]))
}

/// Those of each clause that asks for a language.
fn leaves_of_some_languages(plan: &mut Plan) -> impl Iterator<Item = &mut PlannedTerm> {
    let asks = |term: &PlannedTerm| term.phrases.iter().any(|phrase| phrase.languages.is_some());
    plan.required.iter_mut().filter(move |clause| clause.iter().any(asks)).flatten()
}

fn counts_in(phrase: &Phrase, tags: &[String]) -> bool {
    let counts = |languages: &Languages| languages.these.iter().any(|tag| tags.contains(tag));
    phrase.languages.as_ref().is_none_or(counts)
}

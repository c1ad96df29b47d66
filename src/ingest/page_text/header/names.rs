//! Names without a label: below a label on a line of its own, or beside a date.

use crate::ingest::credits::byline;
use crate::ingest::credits::names::{has_other_word, looks_like_person};
use crate::ingest::page_text::page::Page;
use crate::ingest::reading::Field;
use crate::model::new_article::{CreditKind, NewCredit};

/// Names below one label.
const MOST: usize = 8;
/// Lines between a name and its date.
const NEAR: usize = 2;
/// Lines of the body among which the byline may stand.
const LATE: usize = 12;

impl Page<'_> {
    /// Takes the names below a line such as `By`.
    pub(super) fn take_names_below_label(&mut self, label: usize, body: usize) {
        let Some(role) = byline::label_alone(self.text(label)) else { return };
        let names = (label + 1..body.min(label + 1 + MOST)).map_while(|at| Some((at, self.bare_names(at)?)));
        let found: Vec<(usize, Vec<NewCredit>)> = names.collect();
        if found.is_empty() {
            return;
        }
        let mut printed = self.text(label).to_owned();
        for (at, _) in &found {
            printed = format!("{printed} {}", self.text(*at).trim_start_matches(['*', '•', ' ']));
            self.claim(*at, Field::Byline);
        }
        self.claim(label, Field::Byline);
        let credits = found.into_iter().flat_map(|(_, credits)| credits);
        let sure = |credit: NewCredit| {
            let kind = if credit.kind == CreditKind::Unknown { CreditKind::Person } else { credit.kind };
            NewCredit { kind, role, ..credit }
        };
        let credits = credits.map(sure).collect();
        self.add_byline(&printed, credits);
    }

    /// Takes the names beside the header's dates, if no line says that it is the byline.
    pub(super) fn take_bare_names(&mut self, from: usize, body: usize) {
        if !self.article.byline.is_empty() {
            return;
        }
        let places = from..body;
        let mut taken: Option<usize> = None;
        for at in places {
            let is_next = taken.is_some_and(|before| before + 1 == at);
            if taken.is_some() && !is_next {
                break;
            }
            if self.fields.get(at) != Some(&Field::Unparsed)
                || !(is_next || self.is_near_date(at, from, body))
            {
                continue;
            }
            if let Some(credits) = self.bare_names(at) {
                let printed = self.text(at).trim_start_matches(['*', '•', ' ']).to_owned();
                self.add_byline(&printed, credits);
                self.claim(at, Field::Byline);
                taken = Some(at);
            }
        }
    }

    fn bare_names(&self, at: usize) -> Option<Vec<NewCredit>> {
        let is_of_picture = self
            .captions
            .get(&(at + 1))
            .is_some_and(|below| below.iter().all(|caption| caption.text.is_empty()));
        let is_other = self.is_caption(at) || self.anchor(at).is_some() || is_of_picture;
        let text = self.text(at).trim_start_matches(['*', '•', ' ']);
        // One word of Chinese or Japanese may be anything.
        let is_unsure = self.lines.get(at).is_some_and(|line| line.is_unspaced());
        if is_other || is_unsure { None } else { byline::bare(text) }
    }

    /// Returns true if a line of the header near this one, above or below, is dated; pictures between are no distance. A
    /// person's name right below the headline or the standfirst is near too.
    fn is_near_date(&self, at: usize, from: usize, body: usize) -> bool {
        let is_counted = |place: &usize| !self.is_caption(*place);
        let dated = |place: usize| self.anchor(place).is_some_and(|stamp| stamp.is_dated());
        let above = (from..at).rev().filter(is_counted).take(NEAR).any(dated);
        let below = (at + 1..body).filter(is_counted).take(NEAR).any(dated);
        let field_above = at.checked_sub(1).and_then(|above| self.fields.get(above));
        let is_right_below = matches!(field_above, Some(Field::Headline | Field::Dek));
        above || below || (is_right_below && self.is_one_name(at))
    }

    fn is_one_name(&self, at: usize) -> bool {
        let text = self.text(at);
        looks_like_person(text)
            && !has_other_word(text)
            && (2..=3).contains(&text.split(' ').count())
            && text.contains(char::is_lowercase)
    }

    /// Takes the byline and the date that stand below the first paragraph, if the header has none: the paragraph above is
    /// the standfirst of some houses.
    pub fn take_late_header(&mut self, from: usize, end: usize) {
        for at in from..end.min(from + LATE) {
            if self.article.byline.is_empty() && byline::label_alone(self.text(at)).is_some() {
                self.take_names_below_label(at, end);
            }
            let Some(stamp) = self.anchor(at).filter(|_| self.fields.get(at) == Some(&Field::Unparsed))
            else {
                continue;
            };
            let is_byline = stamp.byline.is_some() && stamp.labelled && self.article.byline.is_empty();
            let is_date = stamp.published.is_some()
                && self.article.published.is_none()
                && (stamp.labelled || self.is_below_byline(at));
            if is_byline || is_date {
                self.take_stamp(at, stamp);
            }
        }
    }

    fn is_below_byline(&self, at: usize) -> bool {
        at.checked_sub(1).and_then(|above| self.fields.get(above)) == Some(&Field::Byline)
    }
}

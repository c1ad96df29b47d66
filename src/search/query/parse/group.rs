//! Terms put together as operators and parentheses say.

use crate::search::query::admit::Admission;
use crate::search::query::dates::DateLimit;
use crate::search::query::keyword::Keyword;
use crate::search::query::limits::{MAX_DEPTH, MAX_TERMS};
use crate::search::query::note::{Note, excerpt};
use crate::search::query::term::{Conditions, Term};

/// A keyword as it was typed before a colon.
pub(super) type Named<'t> = (Keyword, &'t str);

/// The terms between two parentheses, or those outside all of them.
#[derive(Default)]
struct Group<'t> {
    conditions: Conditions,
    /// The alternatives of the last clause, which one more may join.
    alternatives: Vec<Term>,
    /// The dates, as they are and as they were typed.
    dates: Vec<(DateLimit, String)>,
    /// The dates between parentheses in the last clause, as they were typed.
    dates_inside: Vec<String>,
    /// `OR` or `AND`, while it waits for its right side.
    joining: Option<&'static str>,
    /// After `NOT`, while it waits for its term.
    negated: bool,
    /// Something stands before, so `AND` has a left side.
    begun: bool,
    /// The last unit can be the left side of `OR`.
    joinable: bool,
    /// It is an alternative of what stands before it.
    is_joined: bool,
    is_excluded: bool,
    /// What stands before the parenthesis and holds for each of its words.
    keyword: Option<Named<'t>>,
}

impl Group<'_> {
    fn end_clause(&mut self) {
        self.conditions.require(std::mem::take(&mut self.alternatives));
        self.dates_inside.clear();
    }
}

/// Puts together what is read of a text, from left to right.
pub(super) struct Groups<'t> {
    admission: Admission,
    group: Group<'t>,
    /// The groups around it, the outermost first.
    outer: Vec<Group<'t>>,
    /// Number of open parentheses that are ignored because they stand too deep.
    ignored: usize,
}

impl<'t> Groups<'t> {
    pub(super) fn new() -> Self {
        let admission = Admission { room: MAX_TERMS, notes: Vec::new() };
        Self { admission, group: Group::default(), outer: Vec::new(), ignored: 0 }
    }

    pub(super) fn note(&mut self, note: Note) {
        self.admission.note(note);
    }

    pub(super) fn note_about(&mut self, note: fn(String) -> Note, text: &str) {
        self.note(note(excerpt(text)));
    }

    /// Returns the keyword that holds for each word here.
    pub(super) fn keyword(&self) -> Option<Named<'t>> {
        self.group.keyword
    }

    /// Takes the word as an operator; returns false if it is none.
    pub(super) fn operator(&mut self, word: &str) -> bool {
        let group = &mut self.group;
        let is_free = group.joining.is_none() && !group.negated;
        match word {
            "OR" if group.joinable && is_free => {
                group.joining = Some("OR");
                for date in std::mem::take(&mut group.dates_inside) {
                    self.note_about(Note::NotAlternative, &date);
                }
            }
            "AND" if group.begun && is_free => group.joining = Some("AND"),
            "NOT" if !group.negated => group.negated = true,
            "OR" | "AND" | "NOT" => self.note_about(Note::IgnoredOperator, word),
            _ => return false,
        }
        true
    }

    /// Begins a group at its parenthesis.
    pub(super) fn open(&mut self, keyword: Option<Named<'t>>, minus: bool) {
        let around = &mut self.group;
        if self.outer.len() >= MAX_DEPTH {
            around.negated |= minus;
            self.ignored += 1;
            return self.note(Note::TooDeep);
        }
        let group = Group {
            is_joined: around.joining.take() == Some("OR"),
            is_excluded: std::mem::take(&mut around.negated) || minus,
            keyword: keyword.or(around.keyword),
            ..Group::default()
        };
        self.outer.push(std::mem::replace(around, group));
    }

    /// Ends a group at its parenthesis.
    pub(super) fn close(&mut self) {
        if self.ignored > 0 {
            self.ignored -= 1;
        } else if self.outer.is_empty() {
            self.note_about(Note::IgnoredOperator, ")");
        } else {
            self.unused_operators();
            if !self.group.begun {
                self.note_about(Note::IgnoredOperator, "()");
            }
            self.end();
        }
    }

    /// Ends a group, and places it in that around it.
    fn end(&mut self) {
        self.unused_operators();
        self.group.end_clause();
        let Some(around) = self.outer.pop() else { return };
        let group = std::mem::replace(&mut self.group, around);
        let all = Some(group.conditions).filter(|all| !all.is_empty()).map(Term::All);
        if let Some(all) = all.as_ref().filter(|_| group.is_joined && group.is_excluded) {
            self.note_about(Note::NotAlternative, &format!("-{all}"));
        }
        self.add(all, group.is_joined, group.is_excluded);
        for (date, typed) in group.dates {
            if group.is_excluded {
                self.note_about(Note::NotExcludable, &typed);
                continue;
            }
            if group.is_joined {
                self.note_about(Note::NotAlternative, &typed);
            } else {
                self.group.dates_inside.push(typed.clone());
            }
            self.group.dates.push((date, typed));
        }
    }

    pub(super) fn place(&mut self, term: Term, minus: bool) {
        let joined = self.group.joining.take() == Some("OR");
        let negated = std::mem::take(&mut self.group.negated) || minus;
        if joined && negated {
            self.note_about(Note::NotAlternative, &format!("-{term}"));
        }
        let term = self.admission.admit(term);
        self.add(term, joined, negated);
    }

    fn add(&mut self, term: Option<Term>, joined: bool, negated: bool) {
        let group = &mut self.group;
        group.begun = true;
        if negated || !joined {
            group.end_clause();
        }
        if negated {
            term.into_iter().for_each(|term| group.conditions.exclude(term));
            group.joinable = false;
            return;
        }
        // What was left out of a clause still stands in it: what follows by OR is no demand of its own.
        group.joinable = term.is_some() || joined;
        group.alternatives.extend(term);
    }

    /// Places a date, which holds for the whole query wherever it stands.
    pub(super) fn date(&mut self, limit: Option<DateLimit>, value: &str, typed: &str, minus: bool) {
        if std::mem::take(&mut self.group.negated) || minus {
            self.note_about(Note::NotExcludable, typed);
        } else if let Some(limit) = limit {
            if self.admission.has_room() {
                self.group.dates.push((limit, typed.to_owned()));
            }
        } else {
            self.note_about(Note::BadDate, value);
        }
        if self.group.joining.take() == Some("OR") {
            self.note_about(Note::NotAlternative, typed);
        }
        self.lone();
    }

    /// Notes operators that are left unused, after something that no operator can work on.
    pub(super) fn lone(&mut self) {
        self.unused_operators();
        self.group.begun = true;
        self.group.joinable = false;
    }

    fn unused_operators(&mut self) {
        let not = std::mem::take(&mut self.group.negated).then_some("NOT");
        for operator in self.group.joining.take().into_iter().chain(not) {
            self.note_about(Note::IgnoredOperator, operator);
        }
    }

    /// Returns all that was put together, and the notes.
    pub(super) fn finish(mut self) -> (Conditions, Vec<DateLimit>, Vec<Note>) {
        while !self.outer.is_empty() {
            self.note(Note::UnclosedParenthesis);
            self.end();
        }
        self.end();
        let Group { conditions, dates, .. } = self.group;
        (conditions, dates.into_iter().map(|(date, _)| date).collect(), self.admission.notes)
    }
}

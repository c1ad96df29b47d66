//! Building the conditions of a query, and holding them to its limits.

use crate::id::ArticleId;
use crate::model::ItemType;
use crate::model::moment::Moment;
use crate::search::query::Query;
use crate::search::query::admit::Admission;
use crate::search::query::dates::DateLimit;
use crate::search::query::dates::ago::Ago;
use crate::search::query::filter::Filter;
use crate::search::query::limits::{MAX_TERMS, MAX_TEXT};
use crate::search::query::note::Note;
use crate::search::query::term::{Entity, Field, Matching, Term};

impl Query {
    /// Also asks for a word in any of its forms, like `troops`.
    pub fn word(self, word: &str) -> Self {
        self.all_of([Term::unsplit(word, Matching::Form, None)])
    }

    /// Also asks for exactly these words, one after another, like `"white house"`.
    pub fn phrase(self, words: &str) -> Self {
        self.all_of([Term::unsplit(words, Matching::Exact, None)])
    }

    /// Also asks for a word with this beginning, like `secur*`.
    pub fn prefix(self, beginning: &str) -> Self {
        self.all_of([Term::unsplit(beginning, Matching::Prefix, None)])
    }

    /// Also asks for a person or an organization in the byline, like `by:`.
    pub fn by(self, name: &str) -> Self {
        self.filter(Filter::By, name)
    }

    /// Also asks for a person whom the article is about, like `person:`.
    pub fn person(self, name: &str) -> Self {
        self.filter(Filter::Person, name)
    }

    /// Also asks for a tag, like `tag:`.
    pub fn tag(self, name: &str) -> Self {
        self.filter(Filter::Tag, name)
    }

    /// Also asks for a publication by its title or domain, like `from:`.
    pub fn publication(self, title_or_domain: &str) -> Self {
        self.filter(Filter::Publication, title_or_domain)
    }

    /// Also asks for a section, like `section:`.
    pub fn section(self, name: &str) -> Self {
        self.filter(Filter::Section, name)
    }

    /// Also asks for a language by its BCP 47 tag, like `lang:`.
    pub fn language(self, tag: &str) -> Self {
        self.filter(Filter::Language, tag)
    }

    /// Also asks for a mark of this name, like `is:` or `mark:`.
    ///
    /// ```
    /// use dateline::Query;
    ///
    /// let query = Query::new().marked("unread").marked("to file").not_marked("muted");
    /// assert_eq!(query.to_string(), "is:unread mark:\"to file\" -is:muted");
    /// ```
    pub fn marked(self, name: &str) -> Self {
        self.all_of([Term::Mark(name.to_owned())])
    }

    /// Leaves out the articles that have a mark of this name, like `-is:`.
    pub fn not_marked(self, name: &str) -> Self {
        self.none_of([Term::Mark(name.to_owned())])
    }

    /// Also asks for a word in one of the notes beside marks, like `note:`.
    pub fn noted(self, word: &str) -> Self {
        self.all_of([Term::unsplit(word, Matching::Form, Some(Field::Note))])
    }

    /// Asks for no other articles than these: at most 100,000 ids, those with the lowest numbers. Ids that the archive doesn't
    /// have are ignored; an empty list finds nothing.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// let save = |headline: &str| archive.write(|tx| tx.save(&NewArticle::new(headline, "")));
    /// let [late, sunk] = [save("Ferry delayed")?, save("Ferry sinks")?].map(|saved| saved.id.unwrap());
    /// assert_eq!(archive.search_ids(&Query::from("ferry").among([sunk]))?.hits, [sunk]);
    /// assert_eq!(archive.search_ids(&Query::from("ferry").except([sunk]))?.hits, [late]);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn among(self, ids: impl IntoIterator<Item = ArticleId>) -> Self {
        self.all_of([Term::Among(ids.into_iter().collect())])
    }

    /// Leaves out these articles, as many as [`among`](Self::among) takes.
    pub fn except(self, ids: impl IntoIterator<Item = ArticleId>) -> Self {
        self.none_of([Term::Among(ids.into_iter().collect())])
    }

    /// Also asks for what belongs to a person, tag, organization, publication, section or mark by its id.
    /// See [`Entity`](crate::Entity) for what that is.
    pub fn belonging_to(self, entity: impl Into<Entity>) -> Self {
        self.all_of([Term::Is(entity.into())])
    }

    /// Also asks for whom one of its pictures shows, like `shows:`.
    pub fn shows(self, name: &str) -> Self {
        self.filter(Filter::Shows, name)
    }

    /// Also asks for the type of the item, like `type:`. Without it only texts are found.
    ///
    /// ```
    /// use dateline::{Archive, ItemType, NewArticle, NewImage, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// let mut photo = NewArticle::new("Ferry in fog", "").image(NewImage::at("https://example.org/ferry.jpg"));
    /// photo.item_type = Some(ItemType::Picture);
    /// archive.write(|tx| tx.save(&photo))?;
    /// assert_eq!(archive.search(&Query::new())?.hits.len(), 0);
    /// assert_eq!(archive.search(&Query::new().item_type(ItemType::Picture))?.hits.len(), 1);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    pub fn item_type(self, item_type: ItemType) -> Self {
        self.filter(Filter::Type, item_type.as_str())
    }

    fn filter(self, filter: Filter, value: &str) -> Self {
        self.all_of([Term::Filter(filter, value.to_owned())])
    }

    /// Also asks for each of these terms.
    pub fn all_of(mut self, terms: impl IntoIterator<Item = Term>) -> Self {
        for term in terms {
            let term = self.admit(term);
            self.conditions.require(term.into_iter().collect());
        }
        self
    }

    /// Also asks for at least one of these terms; none given, nothing is asked.
    pub fn any_of(mut self, terms: impl IntoIterator<Item = Term>) -> Self {
        let (mut admission, mut alternatives) = (self.admission(), Vec::new());
        for term in terms {
            self.was_asked = true;
            alternatives.extend(admission.admit(term));
        }
        admission.notes.into_iter().for_each(|note| self.note(note));
        self.conditions.require(alternatives);
        self
    }

    /// Leaves out the articles that any of these terms finds.
    pub fn none_of(mut self, terms: impl IntoIterator<Item = Term>) -> Self {
        for term in terms {
            if let Some(term) = self.admit(term) {
                self.conditions.exclude(term);
            }
        }
        self
    }

    /// Also asks for articles from the start of `moment` on, like `after:`. A moment outside the years 1 to 9999, or
    /// with an offset of a day or more, is ignored with [`Note::BadDate`], here as in [`until`](Self::until) and
    /// [`on`](Self::on).
    pub fn since(mut self, moment: Moment) -> Self {
        self.date(DateLimit::Since(moment));
        self
    }

    /// Also asks for articles up to the start of `moment`, like `before:`.
    pub fn until(mut self, moment: Moment) -> Self {
        self.date(DateLimit::Until(moment));
        self
    }

    /// Also asks for articles within the year, month, day, minute or second that `moment` is, like `on:`.
    pub fn on(mut self, moment: Moment) -> Self {
        self.date(DateLimit::On(moment));
        self
    }

    /// Also asks for articles from a time before [`now`](Self::now) on, like `after:-7d`.
    pub fn since_ago(mut self, ago: Ago) -> Self {
        self.date(DateLimit::SinceAgo(ago));
        self
    }

    /// Also asks for articles up to a time before [`now`](Self::now), like `before:-7d`.
    pub fn until_ago(mut self, ago: Ago) -> Self {
        self.date(DateLimit::UntilAgo(ago));
        self
    }

    /// Also asks for articles of a day before [`now`](Self::now), like `on:-7d`.
    pub fn on_ago(mut self, ago: Ago) -> Self {
        self.date(DateLimit::OnAgo(ago));
        self
    }

    pub(crate) fn date(&mut self, limit: DateLimit) {
        self.was_asked = true;
        if !limit.can_be_spelled() {
            self.note_about(Note::BadDate, &limit.date());
        } else if self.admission().has_room() {
            self.dates.push(limit);
        } else {
            self.note(Note::TooManyTerms);
        }
    }

    fn admit(&mut self, term: Term) -> Option<Term> {
        self.was_asked = true;
        let mut admission = self.admission();
        let term = admission.admit(term);
        admission.notes.into_iter().for_each(|note| self.note(note));
        term
    }

    fn admission(&self) -> Admission {
        let held = self.conditions.count() + self.dates.len();
        Admission { room: MAX_TERMS.saturating_sub(held), notes: Vec::new() }
    }

    /// Leaves out the last terms until the query, written as text, is one that is read whole.
    pub(crate) fn fit(&mut self) {
        while self.to_string().len() > MAX_TEXT {
            self.note(Note::TextCut);
            if self.dates.pop().is_none() && !self.conditions.drop_last() {
                break;
            }
        }
    }
}

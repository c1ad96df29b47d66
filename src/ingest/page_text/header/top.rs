//! What stands above the headline: the publication, the section, the page's address.

use super::{publication, section};
use crate::ingest::page_text::page::Page;
use crate::ingest::reading::Field;
use crate::model::new_article::NewPublication;
use crate::text::fold_name;

/// Longest line above the headline that is looked at, in bytes.
const MAX: usize = 4000;
/// Lines above the headline in which the title of the page is looked for.
const TOP: usize = 400;
/// Lines at the end of a page in which the copyright stands.
const FOOT: usize = 60;

impl Page<'_> {
    pub(super) fn take_top(&mut self, headline: usize) {
        for at in 0..headline {
            if self.text(at).len() <= MAX && !self.take_url(at) {
                self.take_image(at);
            }
        }
        self.take_publication(headline);
        self.take_section(headline);
        self.cut_title();
    }

    /// Takes the publication: from the crawler's line, beside the headline in the title of the page, from a line of its own
    /// at the top, or behind the sign of copyright.
    fn take_publication(&mut self, headline: usize) {
        let found = self
            .title_of_crawler(headline)
            .or_else(|| self.title_beside_headline(headline))
            .or_else(|| self.title_in_headline(headline))
            .or_else(|| publication::bare(self.lines, headline).map(|(at, title)| (at, title.to_owned())))
            .or_else(|| self.title_beside_name(headline))
            .or_else(|| self.title_of_staff(headline))
            .or_else(|| self.title_of_copyright());
        let Some((at, title)) = found else { return };
        if at < headline && self.fields.get(at) == Some(&Field::Unparsed) {
            self.claim(at, Field::Publication);
            self.partly.insert(at);
        }
        self.article.publication = Some(NewPublication::from(title.as_str()));
    }

    fn title_of_crawler(&self, headline: usize) -> Option<(usize, String)> {
        let in_line = |at: usize| Some((at, publication::in_crawler_line(self.text(at))?.to_owned()));
        (0..headline.min(3)).find_map(in_line)
    }

    fn title_beside_headline(&self, headline: usize) -> Option<(usize, String)> {
        let beside = |at: usize| {
            let line = Some(self.text(at)).filter(|line| line.len() <= 400)?;
            Some((at, publication::beside_headline(line, &self.article.headline)?.to_owned()))
        };
        (0..(headline + 1).min(TOP)).find_map(beside)
    }

    /// Reads `Headline | Harbour Record` of the headline's own line.
    fn title_in_headline(&self, headline: usize) -> Option<(usize, String)> {
        let (rest, title) = self.article.headline.rsplit_once(" | ")?;
        let fits = rest.split(' ').count() > 3 && publication::is_title(title);
        fits.then(|| (headline, title.to_owned()))
    }

    /// Reads `Ann Lee | Harbour Record` below the headline.
    fn title_beside_name(&self, headline: usize) -> Option<(usize, String)> {
        let beside = |at: usize| {
            let (name, title) = self.text(at).split_once(" | ").filter(|(name, _)| name.len() <= 60)?;
            let is_name = crate::ingest::credits::names::looks_like_person(name);
            (is_name && publication::is_title(title)).then(|| (at, title.trim().to_owned()))
        };
        (headline + 1..headline + 6).find_map(beside)
    }

    /// Reads `By Harbour Record Staff` below the headline.
    fn title_of_staff(&self, headline: usize) -> Option<(usize, String)> {
        let of_staff = |at: usize| {
            let stamp = self.anchor(at)?;
            let (_, credits) = stamp.byline.as_ref()?;
            let title = credits.iter().find_map(|credit| {
                [" Staff", " STAFF", " staff", " Newsroom", " Reporters"]
                    .iter()
                    .find_map(|end| credit.name.strip_suffix(end))
            })?;
            (publication::is_title(title) && title.len() > 3).then(|| (at, title.to_owned()))
        };
        (headline + 1..headline + 8).find_map(of_staff)
    }

    fn title_of_copyright(&self) -> Option<(usize, String)> {
        let foot = self.lines.len().saturating_sub(FOOT)..self.lines.len();
        foot.rev().find_map(|at| Some((at, publication::of_copyright(self.text(at))?.to_owned())))
    }

    /// Takes the section from the breadcrumb nearest above the headline, or from a short line alone right above it.
    fn take_section(&mut self, headline: usize) {
        let is_free =
            |at: &usize| self.fields.get(*at) == Some(&Field::Unparsed) && self.text(*at).len() <= MAX;
        let in_breadcrumb =
            |at| Some((at, section::in_breadcrumb(self.text(at), &self.article.headline)?.to_owned()));
        let found = (0..headline)
            .rev()
            .filter(is_free)
            .find_map(in_breadcrumb)
            .or_else(|| self.section_above(headline));
        let Some((at, section)) = found else { return };
        self.article.section = Some(section);
        self.claim(at, Field::Section);
        self.partly.insert(at);
    }

    /// A line alone: above it is the top of the page, the publication, or a menu on one line.
    fn section_above(&self, headline: usize) -> Option<(usize, String)> {
        let at = headline.checked_sub(1)?;
        let line = self.lines.get(at).filter(|line| !line.bullet && section::is_section(&line.text))?;
        let is_one_of_many = at.checked_sub(1).is_some_and(|above| {
            let is_publication = self.fields.get(above) == Some(&Field::Publication);
            self.lines.get(above).is_some_and(|line| line.words() <= 3 && !is_publication)
        });
        let is_free = self.fields.get(at) == Some(&Field::Unparsed);
        (is_free && !is_one_of_many).then(|| (at, line.text.to_string()))
    }

    /// Cuts the title of the publication off the headline.
    fn cut_title(&mut self) {
        let Some(title) = self.article.publication.as_ref().map(|publication| fold_name(&publication.title))
        else {
            return;
        };
        let headline = &self.article.headline;
        let parted =
            [" | ", " - ", " – ", " — "].iter().find_map(|separator| headline.rsplit_once(separator));
        if let Some((rest, last)) = parted.filter(|(rest, last)| fold_name(last) == title && rest.len() >= 12)
        {
            let _ = last;
            self.article.headline = rest.trim().to_owned();
        }
    }
}

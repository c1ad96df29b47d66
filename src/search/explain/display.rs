//! An explanation as text for a terminal.

use std::fmt::{self, Display, Formatter};

use chrono::{DateTime, NaiveDate, NaiveTime, SecondsFormat, Utc};

use crate::model::clock::MINUTES_OF_A_DAY;
use crate::search::explain::explanation::{
    Explanation, LanguageStatistics, PhraseExplanation, PlanExplanation, ScoreExplanation, Scoring,
    TermExplanation, TermScore, WordStatistics,
};
use crate::search::index::column;
use crate::search::query::order::Order;

/// Number of columns that hold words, with those of stems and without.
const ALL: usize = column::COUNT - 1;
const ALL_WORDS: usize = ALL - 2;

impl Display for Explanation {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "plan")?;
        self.plan.fmt(f)?;
        match &self.scoring {
            Some(scoring) => self.write_scores(scoring, f)?,
            None if self.plan.is_empty => {}
            None if matches!(self.order, Order::Newest | Order::Oldest) => {
                writeln!(f, "scores\n  none: the order is {}", self.order.as_str())?;
            }
            None => writeln!(f, "scores\n  none: the time was up before")?,
        }
        writeln!(f, "rows read: {}", self.rows_read)?;
        write!(f, "shortcuts: ")?;
        if self.shortcuts.is_empty() {
            write!(f, "none")?;
        }
        for (number, shortcut) in self.shortcuts.iter().enumerate() {
            write!(f, "{}{shortcut}", if number > 0 { "; " } else { "" })?;
        }
        Ok(())
    }
}

impl Explanation {
    fn write_scores(&self, scoring: &Scoring, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "scores")?;
        if !self.plan.clauses.iter().flatten().any(TermExplanation::scores) {
            return writeln!(f, "  no term scores: the newest come first");
        }
        writeln!(f, "  {scoring}")?;
        scoring.languages.iter().try_for_each(|language| writeln!(f, "    {language}"))?;
        self.hits.iter().try_for_each(|hit| hit.write(scoring.k1, f))
    }
}

impl Display for PlanExplanation {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write_terms(&self.clauses, &self.excluded, 1, f)?;
        if let Some(from) = self.from {
            writeln!(f, "  from {}", instant(from))?;
        }
        if let Some(to) = self.to {
            writeln!(f, "  before {}", instant(to))?;
        }
        if !self.is_of_whole_days() {
            let day = |day: Option<NaiveDate>| day.map_or_else(|| "..".into(), |day| day.to_string());
            let (from, to) = (day(self.days.from), day(self.days.to));
            writeln!(f, "  or, where no time of day is known, from {from} before {to}")?;
        }
        if self.is_empty {
            writeln!(f, "  nothing can answer, so nothing was read")?;
        }
        Ok(())
    }
}

impl PlanExplanation {
    /// Returns true if the span of time is one of whole days of UTC, so that the days say nothing more.
    fn is_of_whole_days(&self) -> bool {
        let midnight = |day: Option<NaiveDate>| day.map(|day| day.and_time(NaiveTime::MIN).and_utc());
        midnight(self.days.from) == self.from && midnight(self.days.to) == self.to
    }
}

/// Writes a line for each term, and below it what it consists of.
fn write_terms(
    clauses: &[Vec<TermExplanation>],
    excluded: &[TermExplanation],
    depth: usize,
    f: &mut Formatter<'_>,
) -> fmt::Result {
    let mut role = "";
    for clause in clauses {
        for term in clause {
            term.write(role, depth, f)?;
            role = "or ";
        }
        role = "and ";
    }
    excluded.iter().try_for_each(|term| term.write("not ", depth, f))
}

impl TermExplanation {
    fn scores(&self) -> bool {
        self.weight.is_some() || self.clauses.iter().flatten().any(Self::scores)
    }

    fn write(&self, role: &str, depth: usize, f: &mut Formatter<'_>) -> fmt::Result {
        let indent = "  ".repeat(depth);
        write!(f, "{indent}{role}{}", self.term)?;
        if let Some(weight) = self.weight {
            write!(f, ": weight {weight:.4}")?;
        }
        let consists = !self.clauses.is_empty() || !self.phrases.is_empty();
        match self.listed {
            Some(listed) => write!(f, ": listed, {listed} articles")?,
            None if !consists => write!(f, ": the archive has nothing of that name")?,
            None => {}
        }
        writeln!(f)?;
        self.phrases.iter().try_for_each(|phrase| writeln!(f, "{indent}  {phrase}"))?;
        write_terms(&self.clauses, &self.excluded, depth + 1, f)
    }
}

impl Display for PhraseExplanation {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let words: Vec<&str> = self.words.iter().map(|word| word.word.as_str()).collect();
        let rest = if self.is_prefix { "*" } else { "" };
        write!(f, "{}{rest} ", words.join(" "))?;
        if self.is_confirmed {
            f.write_str("and confirmed by the text ")?;
        }
        match self.columns.len() {
            ALL => f.write_str("anywhere, stems too")?,
            ALL_WORDS => f.write_str("anywhere")?,
            _ => write!(f, "in {}", self.columns.join(" "))?,
        }
        if let Some(languages) = &self.languages {
            write!(f, ", where the language is {}", languages.join(" or "))?;
        }
        for word in &self.words {
            f.write_str("; ")?;
            if words.len() > 1 {
                write!(f, "{}: ", word.word)?;
            }
            word.fmt(f)?;
        }
        Ok(())
    }
}

impl Display for WordStatistics {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(expansions) = self.expansions {
            write!(f, "{}, ", number_of(expansions as u64, "word"))?;
        }
        let about = if self.is_counted { "" } else { "about " };
        let documents = number_of(self.document_frequency, "document");
        write!(f, "{about}{documents}, {} of postings", number_of(self.postings_bytes, "byte"))
    }
}

impl Display for Scoring {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let documents = number_of(self.documents, "document");
        write!(
            f,
            "{documents} of {:.2} words on average, k1 = {}, b = {}",
            self.average_length, self.k1, self.b
        )?;
        if let Some(recency) = &self.recency {
            let (from, half) = (instant(recency.counted_from), (recency.half_life_days * 1e4).round() / 1e4);
            write!(f, "; age is counted from {from}, half-life {half} days")?;
        }
        Ok(())
    }
}

impl Display for LanguageStatistics {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "in {}: {:.2} words on average", self.language, self.average_length)?;
        for (number, weight) in self.weights.iter().enumerate() {
            write!(f, "{}{weight:.4}", if number > 0 { ", " } else { "; weights " })?;
        }
        Ok(())
    }
}

impl ScoreExplanation {
    fn write(&self, k1: f64, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "  #{}: {:.4}", self.id, self.score)?;
        if let Some(age) = self.age_minutes {
            let days = age as f64 / MINUTES_OF_A_DAY as f64;
            write!(f, " = {:.4} × {:.4} for an age of {days:.2} days", self.relevance, self.recency)?;
        }
        write!(f, ", {}", number_of(self.length, "word"))?;
        if let Some(language) = &self.language {
            write!(f, " in {language}")?;
        }
        writeln!(f, ", norm {:.4}", self.norm)?;
        let found = self.terms.iter().filter(|term| term.frequency > 0.0);
        found.into_iter().try_for_each(|term| term.write(k1, self.norm, f))
    }
}

impl TermScore {
    fn write(&self, k1: f64, norm: f64, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { term, weight, in_headline, elsewhere, frequency, score, .. } = self;
        write!(f, "    {score:.4} for {term}")?;
        if let Some(phrase) = self.phrase.as_ref().filter(|phrase| *phrase != term) {
            write!(f, " by {phrase}")?;
        }
        let most = k1 + 1.0;
        write!(f, " = {weight:.4} × {most} × {frequency} / ({frequency} + {norm:.4})")?;
        writeln!(f, ": {in_headline} in the headline, {elsewhere} elsewhere")
    }
}

fn number_of(count: u64, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

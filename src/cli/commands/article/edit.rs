//! `dateline edit`: what a person knows better than the sources.

use dateline::{ArticleField, Edit, NewArticle, Saved, ingest, terminal_safe};
use serde_json::{Map, Value};

use crate::cli::ending::{Ending, Outcome};
use crate::cli::failure::Failure;
use crate::cli::names;
use crate::cli::output::Output;
use crate::cli::session::Session;
use crate::cli::which::Which;

/// Edit an article by hand: no source changes that until it is released
#[derive(clap::Args)]
#[command(after_help = "\
A value is written as in JSON: a text as it is, a list or an object in brackets. A list that is set
replaces the one that is there. First is released, then cleared, then set, then removed and added.

Examples:
  dateline edit 1 --set 'headline=Ferry delayed by fog' --clear embargoed
  dateline edit 1 --add-tag Transport --remove-tag Sport
  dateline edit 1 --set 'people=[\"Ana Reis\", \"Rui Lima\"]'
  dateline edit 1 --release headline")]
pub struct Args {
    #[command(flatten)]
    which: Which,
    /// Set a field, such as headline, published or tags
    #[arg(long, value_name = "FIELD=VALUE", value_parser = setting)]
    set: Vec<Setting>,
    /// Take the value of a field back, or all items of a list
    #[arg(long, value_name = "FIELD", hide_possible_values = true, value_parser = names::parser(ArticleField::ALL, ArticleField::as_str))]
    clear: Vec<ArticleField>,
    /// Give a field back to its sources
    #[arg(long, value_name = "FIELD", hide_possible_values = true, value_parser = names::parser(ArticleField::ALL, ArticleField::as_str))]
    release: Vec<ArticleField>,
    /// Add a tag
    #[arg(long, value_name = "TAG")]
    add_tag: Vec<String>,
    /// Remove a tag for good
    #[arg(long, value_name = "TAG")]
    remove_tag: Vec<String>,
    /// Add a person whom the article is about
    #[arg(long, value_name = "NAME")]
    add_person: Vec<String>,
    /// Remove a person for good
    #[arg(long, value_name = "NAME")]
    remove_person: Vec<String>,
    /// Add a contributor, as an author
    #[arg(long, value_name = "NAME")]
    add_credit: Vec<String>,
    /// Remove a contributor for good
    #[arg(long, value_name = "NAME")]
    remove_credit: Vec<String>,
    /// Remove a picture for good, by its uri or URL
    #[arg(long, value_name = "URI")]
    remove_image: Vec<String>,
    /// Remove a caption for good, by its words
    #[arg(long, value_name = "TEXT")]
    remove_caption: Vec<String>,
}

/// A field with the value that it is to have.
#[derive(Clone)]
struct Setting {
    field: String,
    value: Value,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let archive = session.open()?;
        let article = self.which.article(&archive)?;
        let values = new_article(&self.set).map_err(Failure::new)?;
        let saved = archive.write(|tx| tx.edit(article.id, |edit| self.fill(edit, values.clone())))?;
        let out = &mut session.out;
        if out.json() {
            out.document(&saved);
        } else {
            lines(&saved, out);
        }
        Ok(Ending::Done)
    }

    fn fill(&self, edit: &mut Edit, values: NewArticle) {
        edit.set(values);
        self.release.iter().for_each(|field| _ = edit.release(*field));
        self.clear.iter().for_each(|field| _ = edit.clear(*field));
        self.remove_tag.iter().for_each(|name| _ = edit.remove_tag(name));
        self.remove_person.iter().for_each(|name| _ = edit.remove_person(name));
        self.remove_credit.iter().for_each(|name| _ = edit.remove_credit(name));
        self.remove_image.iter().for_each(|uri| _ = edit.remove_image(uri));
        self.remove_caption.iter().for_each(|text| _ = edit.remove_caption(text));
        self.add_tag.iter().for_each(|name| _ = edit.add_tag(name.as_str()));
        self.add_person.iter().for_each(|name| _ = edit.add_person(name.as_str()));
        self.add_credit.iter().for_each(|name| _ = edit.add_credit(name.as_str()));
    }
}

/// Prints what an edit did.
pub fn lines(saved: &Saved, out: &mut Output) {
    let changed: Vec<_> = saved.outcome.changed().iter().map(|field| field.as_str()).collect();
    let changed = if changed.is_empty() { String::new() } else { format!(" ({})", changed.join(", ")) };
    let id = saved.id.map(|id| format!("#{id}")).unwrap_or_default();
    out.line(format_args!("{} {id}  {}{changed}", saved.outcome.as_str(), terminal_safe(&saved.uri)));
    for warning in &saved.warnings {
        out.note(format_args!("  {warning}"));
    }
}

/// Parses `field=value`, and reads the value by the rules of JSON records.
fn setting(given: &str) -> Result<Setting, String> {
    let (field, value) = given.split_once('=').ok_or("it has no `=`")?;
    let field = field.trim().replace('-', "_");
    let known = ArticleField::ALL.iter().map(|field| field.as_str()).chain(["published_printed", "url"]);
    let known: Vec<_> = known.collect();
    if !known.contains(&field.as_str()) {
        return Err(format!("no field is called {field:?}; there are {}", known.join(", ")));
    }
    let value = if value.starts_with(['[', '{']) {
        serde_json::from_str(value).map_err(|error| error.to_string())?
    } else {
        Value::from(value)
    };
    let setting = Setting { field, value };
    new_article(std::slice::from_ref(&setting)).map(|_| setting)
}

/// Reads settings as a record, without any value that can't be read.
fn new_article(settings: &[Setting]) -> Result<NewArticle, String> {
    let mut record = Map::new();
    for Setting { field, value } in settings {
        match (field.as_str(), value) {
            // What an article says beside its fields stands among them in JSON.
            ("extra", Value::Object(values)) => record.extend(values.clone()),
            ("extra", _) => return Err("extra needs an object, such as {\"edition\": 2}".into()),
            (field, Value::String(text)) if text.trim().is_empty() => {
                return Err(format!("an empty {field} says nothing; --clear {field} takes it back"));
            }
            (field, value) => _ = record.insert(field.to_owned(), value.clone()),
        }
    }
    if record.is_empty() {
        return Ok(NewArticle::default());
    }
    // A record must say something of an article, as one field may not.
    record.insert("uri".into(), "urn:dateline:edit".into());
    let json = Value::Object(record).to_string();
    let readings = ingest::read(json.as_bytes(), "edit.json").map_err(|error| error.to_string())?;
    let bad = |warning: &ingest::Warning| match warning {
        // Of a record it would be kept beside the fields; an edit keeps nothing that it can't set.
        ingest::Warning::InvalidValue { field, value } => format!("{field} can't be {value:?}"),
        other => other.to_string(),
    };
    let mut articles = readings.articles.into_iter();
    match (readings.warnings.first(), articles.next()) {
        (Some(warning), _) => Err(bad(warning)),
        (None, Some(reading)) => match reading.warnings.first() {
            Some(warning) => Err(bad(warning)),
            None => Ok(NewArticle { uri: None, ..reading.article }),
        },
        (None, None) => Err("it is no value".into()),
    }
}

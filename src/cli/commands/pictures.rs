//! `dateline pictures`: pictures that say or show what is asked for.

use std::path::Path;

use chrono_tz::Tz;
use dateline::{PictureHit, Pictures, Query, Use, safe};
use serde_json::{Value, json};

use crate::cli::output::{Output, note};
use crate::cli::page::{Part, caption_json, caption_line, day, utc};
use crate::cli::{Outcome, open};

/// Find pictures by their captions, their credits and whom they show, the newest use first
///
/// All words must stand in one caption with its credit, or in the names of the people in the
/// picture. All else is as in a search: person: asks whom the picture shows, and the other fields
/// which articles use it.
#[derive(clap::Args)]
pub struct Args {
    /// What to look for
    #[arg(required = true)]
    query: Vec<String>,
    /// Time zone in which the dates of the query are read, such as Asia/Jerusalem
    #[arg(long, default_value_t = Tz::UTC)]
    zone: Tz,
    #[command(flatten)]
    part: Part,
}

impl Args {
    pub fn run(&self, db: &Path, out: &mut Output) -> Outcome {
        let query = Query::from(self.query.join(" ").as_str()).zone(self.zone);
        let found = open(db)?.pictures(&self.part.of(query))?;
        if out.json() {
            out.document(&document(&found));
        } else {
            lines(&found, out);
        }
        Ok(true)
    }
}

fn document(found: &Pictures) -> Value {
    json!({
        "pictures": found.pictures.iter().map(picture).collect::<Vec<_>>(),
        "next": found.next,
        "notes": found.notes.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

fn picture(hit: &PictureHit) -> Value {
    json!({
        "image": {
            "id": hit.image.id,
            "uri": hit.image.uri,
            "urls": hit.image.urls,
            "alt": hit.image.alt,
            "people": hit.image.people.iter().map(|person| &person.name).collect::<Vec<_>>(),
        },
        "found_in": place(&hit.found_in),
        "captions": hit.captions.iter().map(caption_json).collect::<Vec<_>>(),
        "other_uses": hit.other_uses.iter().map(|other| {
            let mut place = place(other);
            place["captions"] = other.captions.iter().map(|caption| json!({
                "language": caption.language,
                "text": caption.text,
                "credit": caption.credit,
            })).collect();
            place
        }).collect::<Vec<_>>(),
    })
}

/// The article of a use, and where in it the picture stands.
fn place(used: &Use) -> Value {
    json!({
        "id": used.article,
        "uri": used.uri,
        "headline": used.headline,
        "published": used.published.moment(),
        "published_utc": utc(&used.published),
        "position": used.position,
        "role": used.role,
    })
}

fn lines(found: &Pictures, out: &mut Output) {
    for hit in &found.pictures {
        out.line(safe(&hit.image.uri));
        use_line(&hit.found_in, out);
        for caption in &hit.captions {
            let words = caption_line(&out.marked(&caption.text), &out.marked(&caption.credit));
            out.line(format_args!("              {words}"));
        }
        for other in &hit.other_uses {
            use_line(other, out);
            for caption in &other.captions {
                let words = caption_line(&caption.text, &caption.credit);
                out.line(format_args!("              {}", safe(&words)));
            }
        }
    }
    if found.pictures.is_empty() {
        out.line("nothing found");
    }
    if let Some(next) = &found.next {
        out.line(format_args!("next page: --cursor {next}"));
    }
    found.notes.iter().for_each(|sentence| note(format_args!("note: {sentence}")));
}

fn use_line(used: &Use, out: &mut Output) {
    let headline = safe(&used.headline);
    out.line(format_args!(
        "  {:10}  {headline} (#{}, picture {})",
        day(&used.published),
        used.article,
        used.position
    ));
}

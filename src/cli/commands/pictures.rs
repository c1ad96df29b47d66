//! `dateline pictures`: pictures that say or show what is asked for.

use dateline::{ImageAppearance, ImageHit, ImagePage, Query, terminal_safe};
use serde_json::{Value, json};

use crate::cli::Outcome;
use crate::cli::output::Output;
use crate::cli::page::{PageOptions, caption_json, caption_line, day, next_line, utc};
use crate::cli::session::Session;

/// Find pictures by caption, credit and the people in them, the latest use first
///
/// All words must stand in one caption with its credit, or in the names of the people in the picture.
/// person: asks whom the picture shows. The other fields ask for the articles that use it, as in a
/// search.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline pictures bridge
  dateline pictures person:fennick credit:vale after:2024")]
pub struct Args {
    /// What to look for
    #[arg(required = true)]
    query: Vec<String>,
    #[command(flatten)]
    page: PageOptions,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let archive = session.open()?;
        let out = &mut session.out;
        let query = Query::from(self.query.join(" ").as_str());
        let found = archive.search_images(&self.page.of(query, out))?;
        if out.json() {
            out.document(&document(&found));
        } else {
            lines(&found, out);
        }
        Ok(self.page.ending(!found.images.is_empty() || found.next.is_some()))
    }
}

fn document(found: &ImagePage) -> Value {
    json!({
        "pictures": found.images.iter().map(picture).collect::<Vec<_>>(),
        "next": found.next,
        "notes": found.notes.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

fn picture(hit: &ImageHit) -> Value {
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
fn place(used: &ImageAppearance) -> Value {
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

fn lines(found: &ImagePage, out: &mut Output) {
    for hit in &found.images {
        out.line(terminal_safe(&hit.image.uri));
        use_line(&hit.found_in, out);
        for caption in &hit.captions {
            let words = caption_line(&out.marked(&caption.text), &out.marked(&caption.credit));
            out.line(format_args!("              {words}"));
        }
        for other in &hit.other_uses {
            use_line(other, out);
            for caption in &other.captions {
                let words = caption_line(&caption.text, &caption.credit);
                out.line(format_args!("              {}", terminal_safe(&words)));
            }
        }
    }
    if found.images.is_empty() {
        out.note("nothing found");
    }
    next_line(found.next.as_ref(), out);
    found.notes.iter().for_each(|sentence| out.note(format_args!("note: {sentence}")));
}

fn use_line(used: &ImageAppearance, out: &mut Output) {
    let headline = terminal_safe(&used.headline);
    out.line(format_args!(
        "  {:10}  {headline} (#{}, picture {})",
        day(&used.published),
        used.article,
        used.position
    ));
}

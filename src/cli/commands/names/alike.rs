//! `dateline alike`: names that are one to a reader.

use dateline::{Result, Snapshot, terminal_safe};
use serde::Serialize;

use crate::cli::ending::{Ending, Outcome};
use crate::cli::session::Session;

/// List people, tags and publications of one name, which may be the same
#[derive(clap::Args)]
#[command(after_help = "\
Names are one that differ only in case, accents and the like. Each pair is two until it is merged.

Examples:
  dateline alike
  dateline merge person '#8' '#3'")]
pub struct Args {}

/// One of a pair.
#[derive(Serialize)]
struct Named {
    id: i64,
    name: String,
}

#[derive(Serialize)]
struct Alike {
    people: Vec<[Named; 2]>,
    tags: Vec<[Named; 2]>,
    publications: Vec<[Named; 2]>,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let alike = session.open()?.read(Alike::of)?;
        let out = &mut session.out;
        if out.json() {
            out.document(&alike);
            return Ok(Ending::Done);
        }
        let kinds = [("person", &alike.people), ("tag", &alike.tags), ("publication", &alike.publications)];
        for (kind, [one, other]) in
            kinds.into_iter().flat_map(|(kind, pairs)| pairs.iter().map(move |pair| (kind, pair)))
        {
            let line = format!("{kind} #{} {} may be #{} {}", other.id, other.name, one.id, one.name);
            out.line(terminal_safe(&line));
        }
        Ok(Ending::Done)
    }
}

impl Alike {
    fn of(snapshot: &Snapshot<'_>) -> Result<Self> {
        Ok(Self {
            people: pairs(snapshot.people_alike()?, |id| {
                let person = snapshot.person(id)?;
                Ok(Named { id: id.0, name: person.map(|person| person.name).unwrap_or_default() })
            })?,
            tags: pairs(snapshot.tags_alike()?, |id| {
                let tag = snapshot.tag(id)?;
                Ok(Named { id: id.0, name: tag.map(|tag| tag.name).unwrap_or_default() })
            })?,
            publications: pairs(snapshot.publications_alike()?, |id| {
                let publication = snapshot.publication(id)?;
                Ok(Named {
                    id: id.0,
                    name: publication.map(|publication| publication.title).unwrap_or_default(),
                })
            })?,
        })
    }
}

fn pairs<I>(found: Vec<(I, I)>, named: impl Fn(I) -> Result<Named>) -> Result<Vec<[Named; 2]>> {
    found.into_iter().map(|(one, other)| Ok([named(one)?, named(other)?])).collect()
}

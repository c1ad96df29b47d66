//! `dateline keep-apart`: people who are never one.

use dateline::terminal_safe;
use serde_json::json;

use super::which;
use crate::cli::ending::{Ending, Outcome};
use crate::cli::session::Session;

/// Say that two people are never one, or list those of whom that was said
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline keep-apart '#3' '#8'
  dateline keep-apart '#3' '#8' --undo
  dateline keep-apart")]
pub struct Args {
    /// The one: a name, or an id such as #12
    #[arg(requires = "other")]
    one: Option<String>,
    /// The other
    other: Option<String>,
    /// Take it back
    #[arg(long, requires = "other")]
    undo: bool,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let archive = session.open()?;
        if let (Some(one), Some(other)) = (&self.one, &self.other) {
            let (one, other) = (which::person(&archive, one)?, which::person(&archive, other)?);
            archive.write(|tx| match self.undo {
                true => tx.allow_merge(one, other),
                false => tx.keep_apart(one, other),
            })?;
        }
        let pairs = archive.read(|snapshot| {
            let name = |id| Ok::<_, dateline::Error>(snapshot.person(id)?.map(|person| person.name));
            let pairs = snapshot.people_kept_apart()?.into_iter();
            pairs
                .map(|(one, other)| Ok([(one, name(one)?), (other, name(other)?)]))
                .collect::<Result<Vec<_>, dateline::Error>>()
        })?;
        let out = &mut session.out;
        if out.json() {
            let pairs: Vec<_> = pairs
                .into_iter()
                .map(|pair| pair.map(|(id, name)| json!({ "id": id, "name": name })))
                .collect();
            out.document(&json!({ "kept_apart": pairs }));
        } else {
            for pair in pairs {
                let [one, other] = pair.map(|(id, name)| format!("#{id} {}", name.unwrap_or_default()));
                out.line(terminal_safe(&format!("{one} is not {other}")));
            }
        }
        Ok(Ending::Done)
    }
}

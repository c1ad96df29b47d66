//! `dateline check`: damage in the archive, and what mends it.

use dateline::{Fault, FaultKind, terminal_safe};
use serde::Serialize;
use serde_json::json;

use crate::cli::ending::{Ending, Outcome};
use crate::cli::session::Session;

/// Look for damage in the archive, and say what mends it
///
/// Reads all of it: the file, its schema, its references, its index, and what follows from what is
/// stored. The exit status is 1 if there is any damage.
#[derive(clap::Args)]
pub struct Args {}

/// A fault, as `--json` prints it.
#[derive(Serialize)]
struct Found {
    #[serde(flatten)]
    fault: Fault,
    remedy: String,
}

impl Args {
    pub fn run(&self, session: &mut Session) -> Outcome {
        let archive = session.open()?;
        let out = &mut session.out;
        let found = archive.check()?.into_iter().map(|fault| Found { remedy: remedy(fault.kind), fault });
        let found: Vec<Found> = found.collect();
        if out.json() {
            out.document(&json!({ "faults": found }));
        } else if found.is_empty() {
            out.line("no faults");
        } else {
            for Found { fault, remedy } in &found {
                out.line(format_args!("{}", terminal_safe(&fault.to_string())));
                out.line(format_args!("    to mend it: {remedy}"));
            }
        }
        Ok(if found.is_empty() { Ending::Done } else { Ending::Failed })
    }
}

/// Returns the command that mends it, or else what does.
fn remedy(kind: FaultKind) -> String {
    match kind {
        FaultKind::Index | FaultKind::Derived => "dateline rebuild".into(),
        kind => kind.remedy().into(),
    }
}

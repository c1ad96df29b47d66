//! `dateline people`, `organizations`, `publications`, `marks`: names with the number of their articles.

use dateline::{Archive, Cursor, ListOrder, ListPage, Listing, Result, Snapshot, terminal_safe};
use serde::Serialize;

use super::unused::{self, Unused};
use crate::cli::ending::{ExitStatus, Outcome};
use crate::cli::names;
use crate::cli::output::Output;
use crate::cli::page::next_line;
use crate::cli::session::Session;

/// Options of every list of names.
#[derive(clap::Args)]
pub struct ListOptions {
    /// Only those of whom a name begins so
    beginning: Option<String>,
    /// Set the order: by name, or by the number of articles
    #[arg(long, value_parser = names::parser(ListOrder::ALL, ListOrder::as_str), default_value = "name")]
    order: ListOrder,
    /// Print so many at most, up to 1000
    #[arg(long, value_name = "NUMBER", default_value_t = 50)]
    limit: usize,
    /// Go on where a page ended: it says how
    #[arg(long)]
    cursor: Option<Cursor>,
    /// Also those that were merged into another
    #[arg(long)]
    merged: bool,
    #[command(flatten)]
    exit_status: ExitStatus,
}

/// An entry as a line shows it: its id, its name, and the id of what it was merged into.
pub type Shown<'e> = (i64, &'e str, Option<i64>);

impl ListOptions {
    fn listing(&self, out: &mut Output) -> Listing {
        if self.limit > Listing::MAX_LIMIT {
            out.note(format_args!("note: --limit {} was cut to {}", self.limit, Listing::MAX_LIMIT));
        }
        let listing = Listing::new().order(self.order).limit(self.limit).page_after(self.cursor.clone());
        let listing = listing.beginning(self.beginning.as_deref().unwrap_or_default());
        if self.merged { listing.with_merged() } else { listing }
    }

    /// Prints a page of a list, narrowed in the state of the archive in which it is read.
    pub fn print<T: Serialize>(
        &self,
        session: &mut Session,
        narrow: impl Fn(&Archive, Listing) -> Result<Listing, crate::cli::failure::Failure>,
        list: impl Fn(&Snapshot<'_>, &Listing) -> Result<ListPage<T>>,
        shown: impl Fn(&T) -> Shown<'_>,
    ) -> Outcome {
        let archive = session.open()?;
        let out = &mut session.out;
        let listing = narrow(&archive, self.listing(out))?;
        let page = archive.read(|snapshot| list(snapshot, &listing))?;
        if out.json() {
            out.document(&page);
        } else {
            for listed in &page.entries {
                let (id, name, merged_into) = shown(&listed.entry);
                let merged = merged_into.map(|other| format!("  is #{other}")).unwrap_or_default();
                out.line(format_args!("{:>8}  #{id}  {}{merged}", listed.articles, terminal_safe(name)));
            }
            if page.entries.is_empty() {
                out.note("nothing found");
            }
            next_line(page.next.as_ref(), out);
        }
        Ok(self.exit_status.ending(!page.entries.is_empty()))
    }
}

/// List people, with the number of articles about and by each
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  dateline people ada
  dateline people --order articles --limit 10
  dateline people --unused --remove")]
pub struct People {
    #[command(flatten)]
    list: ListOptions,
    #[command(flatten)]
    unused: Unused,
}

impl People {
    pub fn run(&self, session: &mut Session) -> Outcome {
        if self.unused.is_asked() {
            return unused::people(&self.unused, session);
        }
        self.list.print(
            session,
            |_, listing| Ok(listing),
            |snapshot, listing| snapshot.people(listing),
            |person| (person.id.0, &person.name, person.merged_into.map(|id| id.0)),
        )
    }
}

/// List organizations, with the number of articles in whose byline each is
#[derive(clap::Args)]
pub struct Organizations {
    #[command(flatten)]
    list: ListOptions,
}

impl Organizations {
    pub fn run(&self, session: &mut Session) -> Outcome {
        self.list.print(
            session,
            |_, listing| Ok(listing),
            |snapshot, listing| snapshot.organizations(listing),
            |organization| (organization.id.0, &organization.name, organization.merged_into.map(|id| id.0)),
        )
    }
}

/// List publications, with the number of their articles
#[derive(clap::Args)]
pub struct Publications {
    #[command(flatten)]
    list: ListOptions,
}

impl Publications {
    pub fn run(&self, session: &mut Session) -> Outcome {
        self.list.print(
            session,
            |_, listing| Ok(listing),
            |snapshot, listing| snapshot.publications(listing),
            |publication| {
                let name =
                    if publication.title.is_empty() { &publication.domain } else { &publication.title };
                (publication.id.0, name, publication.merged_into.map(|id| id.0))
            },
        )
    }
}

/// List marks, with the number of articles that have each
#[derive(clap::Args)]
pub struct Marks {
    #[command(flatten)]
    list: ListOptions,
}

impl Marks {
    pub fn run(&self, session: &mut Session) -> Outcome {
        self.list.print(
            session,
            |_, listing| Ok(listing),
            |snapshot, listing| snapshot.marks(listing),
            |mark| (mark.id.0, &mark.name, None),
        )
    }
}

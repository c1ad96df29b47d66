//! People, tags and publications, as a person names them.

use dateline::{Archive, PersonId, PublicationId, TagId};

use crate::cli::failure::Failure;

/// Returns the number of a text such as `#12`.
fn number(text: &str) -> Option<i64> {
    text.strip_prefix('#')?.parse().ok()
}

/// Returns the one of some ids, or a failure that names them.
fn only<I: Copy + std::fmt::Display>(ids: &[I], what: &str, name: &str) -> Result<I, Failure> {
    match ids {
        [one] => Ok(*one),
        [] => Err(Failure::new(format!("no {what} {name}"))),
        several => {
            let several: Vec<_> = several.iter().map(|id| format!("#{id}")).collect();
            Err(Failure::new(format!("several are called {name:?}: {}", several.join(", "))))
        }
    }
}

/// Returns the person of a name or an id such as `#12`.
pub fn person(archive: &Archive, name: &str) -> Result<PersonId, Failure> {
    if let Some(id) = number(name) {
        return Ok(PersonId(id));
    }
    let found = archive.read(|snapshot| snapshot.people_named(name))?;
    only(&found.iter().map(|person| person.id).collect::<Vec<_>>(), "person", name)
}

/// Returns the tag of a name, in whatever vocabulary, or an id such as `#12`.
pub fn tag(archive: &Archive, name: &str) -> Result<TagId, Failure> {
    if let Some(id) = number(name) {
        return Ok(TagId(id));
    }
    let found = archive.read(|snapshot| snapshot.tags_named(name))?;
    only(&found.iter().map(|tag| tag.id).collect::<Vec<_>>(), "tag", name)
}

/// Returns the publication of a title, a domain or an id such as `#12`.
pub fn publication(archive: &Archive, name: &str) -> Result<PublicationId, Failure> {
    if let Some(id) = number(name) {
        return Ok(PublicationId(id));
    }
    let found = archive.read(|snapshot| snapshot.publications_named(name))?;
    only(&found.iter().map(|publication| publication.id).collect::<Vec<_>>(), "publication", name)
}

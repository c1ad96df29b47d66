//! The names of marks, and the notes beside them, as they are kept.

use crate::error::{Error, Result};
use crate::text::{clean, composed, is_blank};

/// The most bytes of a name: as many as a query reads of one.
const MAX_NAME: usize = 256;
/// The most bytes of a note.
const MAX_NOTE: usize = 64 * 1024;

/// Returns the name of a mark as it is kept.
pub(super) fn clean_name(name: &str) -> Result<String> {
    clean_label("mark", name)
}

/// Returns a name that a reader has given, with single blanks; what separates words, such as a control character, is one.
pub(crate) fn clean_label(field: &'static str, name: &str) -> Result<String> {
    // Before it is copied: a name may be a whole file by mistake.
    if name.len() > MAX_NAME * 4 {
        return Err(too_long(field));
    }
    let name = composed(name);
    let name = name.split(is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    match name.len() {
        0 => Err(Error::invalid(field, "it is blank")),
        1..=MAX_NAME => Ok(name),
        _ => Err(too_long(field)),
    }
}

fn too_long(field: &'static str) -> Error {
    Error::invalid(field, format!("it is longer than {MAX_NAME} bytes"))
}

/// Returns a note without blanks around it.
pub(super) fn clean_note(note: &str) -> Result<String> {
    let (cleaned, _) = clean(note);
    let composed = composed(&cleaned);
    let note = composed.trim();
    if note.len() > MAX_NOTE {
        return Err(Error::invalid("note", format!("it is longer than {MAX_NOTE} bytes")));
    }
    Ok(note.to_owned())
}

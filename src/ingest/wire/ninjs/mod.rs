//! ninjs, the IPTC's news in JSON, versions 1.0 to 3.1; and dpa's own JSON, which says the same in other words.
//!
//! Names are read without regard to case, so that one table serves all versions: `versioncreated` became
//! `versionCreated`, `person` became `people`, `body_html` became an entry of `bodies`.

mod concepts;
mod detect;
mod digitalwires;
mod files;
mod object;
mod own;
mod own_picture;
mod words;

use serde_json::{Map, Value};

use super::article;
use crate::ingest::reading::Reading;

pub(in crate::ingest) use detect::begins;

/// Makes an article of an object of ninjs.
pub(in crate::ingest) fn reading(object: Map<String, Value>) -> Result<Reading, String> {
    if digitalwires::is_one(&object) {
        return Ok(article::reading(digitalwires::item(object)));
    }
    let item = object::item(object);
    if item.id.is_none() {
        return Err("an item of ninjs without `uri`".to_owned());
    }
    Ok(if own::is_one(&item) { own::reading(item) } else { article::reading(item) })
}

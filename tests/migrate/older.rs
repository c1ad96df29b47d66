//! What a program says of an archive that a newer one has migrated.

use dateline::{Archive, Error};

use crate::common::{digest, folder, rewrite};

#[test]
fn a_newer_archive_is_refused_in_words_that_help() {
    let folder = folder();
    let path = folder.path().join("news.db");
    let latest = Archive::open(&path).unwrap().schema_version();
    rewrite(&path, |conn| conn.pragma_update(None, "user_version", latest + 1).unwrap());
    let before = digest(&path);
    let refusals = [Archive::open(&path).map(drop), Archive::status(&path).map(drop)];
    for error in refusals.map(|refused| refused.unwrap_err()) {
        assert!(
            matches!(error, Error::TooNew { found, latest: known } if found == latest + 1 && known == latest)
        );
        let words = format!(
            "the archive has schema version {}, newer than {latest}, the latest this program knows",
            latest + 1
        );
        assert_eq!(error.to_string(), words);
    }
    assert_eq!(digest(&path), before);
}

//! Mappings for the exports of known programs, and by which fields each is known.
//!
//! The forms are those that the programs' own repositories and documentation show: Pocket's CSV and API (`getpocket.com`, closed in 2025),
//! the export and API of wallabag 2, and `Entry._asdict()` of lemon24/reader.

/// An export of a program.
struct Export {
    name: &'static str,
    pairs: &'static str,
    /// Lists of names, one of which is there whole.
    signs: &'static [&'static [&'static str]],
}

const EXPORTS: [Export; 3] = [
    Export {
        name: "pocket",
        pairs: "title=headline\nresolved_title=headline\ngiven_title=headline\nurl=url\nresolved_url=url\n\
                given_url=urls\nexcerpt=dek\ntags=tags\nstatus=extra.pocket_status\ntime_added=extra.pocket_added",
        signs: &[
            &["title", "url", "time_added", "tags", "status"],
            &["resolved_url", "given_url", "time_added"],
        ],
    },
    Export {
        name: "wallabag",
        pairs: "title=headline\nurl=url\ngiven_url=urls\norigin_url=urls\ncontent=body\npublished_at=published\n\
                published_by=credits\ndomain_name=publication.domain\nlanguage=language\npreview_picture=images.urls\n\
                tags.label=tags\ntags=tags\nid=extra.wallabag_id",
        signs: &[&["title", "url", "is_archived", "is_starred"], &["title", "url", "content", "mime type"]],
    },
    Export {
        name: "reader",
        pairs: "title=headline\nlink=url\nauthor=credits\npublished=published\nupdated=modified\ncontent.value=body\n\
                summary=body\nsummary=dek\nid=keys.value\nfeed.url=keys.scope\nfeed_url=keys.scope\n\"guid\"=keys.scheme\n\
                feed.title=publication.title",
        signs: &[&["id", "title", "link", "enclosures", "read", "important"]],
    },
];

/// Returns the pairs of a mapping by its name.
pub fn by_name(name: &str) -> Option<&'static str> {
    EXPORTS.iter().find(|export| export.name.eq_ignore_ascii_case(name)).map(|export| export.pairs)
}

/// Returns the pairs for a record that has fields of these names.
pub fn by_fields(has: impl Fn(&str) -> bool) -> Option<&'static str> {
    let is_known = |export: &&Export| export.signs.iter().any(|names| names.iter().all(|name| has(name)));
    EXPORTS.iter().find(is_known).map(|export| export.pairs)
}

//! Publications, sections, organizations, people and tags, with their names; then what each is a part of or was merged into.

use crate::export::lines::kind::Form::{Follows, Id, Reference, Text};
use crate::export::lines::kind::{Kind, List, Of, Row, column};
use crate::text::url::Tracking;
use crate::text::{fold_name, slug};

fn folded_title(row: &Row<'_>, _: &Tracking) -> Option<String> {
    Some(fold_name(row.text("title")))
}

fn folded_name(row: &Row<'_>, _: &Tracking) -> Option<String> {
    Some(fold_name(row.text("name"))).filter(|folded| !folded.is_empty())
}

fn slug_of_name(row: &Row<'_>, _: &Tracking) -> Option<String> {
    Some(slug(row.text("name"))).filter(|slug| !slug.is_empty())
}

pub(super) static PUBLICATION: Kind = Kind {
    name: "publication",
    of: Of::Thing("publication"),
    count: "SELECT count(*) FROM publication WHERE id >= ?1 AND id <= ?2",
    select: "SELECT id, title, folded, domain, language, country, time_zone
             FROM publication WHERE id >= ?1 AND id <= ?2 ORDER BY id",
    columns: &[
        column("id", Id),
        column("title", Text),
        column("folded", Follows(folded_title)),
        column("domain", Text),
        column("language", Text),
        column("country", Text),
        column("time_zone", Text),
    ],
    lists: &[],
    insert: &["INSERT INTO publication (id, title, folded, domain, language, country, time_zone)
               VALUES (:id, :title, :folded, :domain, :language, :country, :time_zone)"],
};

pub(super) static PUBLICATION_MERGE: Kind = Kind {
    name: "publication_merge",
    of: Of::Thing("publication"),
    count: "SELECT count(*) FROM publication WHERE id >= ?1 AND id <= ?2 AND merged_into IS NOT NULL",
    select: "SELECT id AS publication, merged_into AS into_publication FROM publication
             WHERE id >= ?1 AND id <= ?2 AND merged_into IS NOT NULL ORDER BY id",
    columns: &[column("publication", Id), column("into_publication", Reference("publication"))],
    lists: &[],
    insert: &["UPDATE publication SET merged_into = :into_publication WHERE id = :publication"],
};

pub(super) static SECTION: Kind = Kind {
    name: "section",
    of: Of::Thing("section"),
    count: "SELECT count(*) FROM section WHERE id >= ?1 AND id <= ?2",
    select: "SELECT id, publication, name, slug FROM section WHERE id >= ?1 AND id <= ?2 ORDER BY id",
    columns: &[
        column("id", Id),
        column("publication", Reference("publication")),
        column("name", Text),
        column("slug", Follows(slug_of_name)),
    ],
    lists: &[],
    insert: &["INSERT INTO section (id, publication, slug, name) VALUES (:id, :publication, :slug, :name)"],
};

pub(super) static SECTION_PARENT: Kind = Kind {
    name: "section_parent",
    of: Of::Thing("section"),
    count: "SELECT count(*) FROM section WHERE id >= ?1 AND id <= ?2 AND parent IS NOT NULL",
    select: "SELECT id AS section, parent FROM section
             WHERE id >= ?1 AND id <= ?2 AND parent IS NOT NULL ORDER BY id",
    columns: &[column("section", Id), column("parent", Reference("section"))],
    lists: &[],
    insert: &["UPDATE section SET parent = :parent WHERE id = :section"],
};

pub(super) static SECTION_MERGE: Kind = Kind {
    name: "section_merge",
    of: Of::Thing("section"),
    count: "SELECT count(*) FROM section WHERE id >= ?1 AND id <= ?2 AND merged_into IS NOT NULL",
    select: "SELECT id AS section, merged_into AS into_section FROM section
             WHERE id >= ?1 AND id <= ?2 AND merged_into IS NOT NULL ORDER BY id",
    columns: &[column("section", Id), column("into_section", Reference("section"))],
    lists: &[],
    insert: &["UPDATE section SET merged_into = :into_section WHERE id = :section"],
};

pub(super) static ORGANIZATION: Kind = Kind {
    name: "organization",
    of: Of::Thing("organization"),
    count: "SELECT count(*) FROM organization WHERE id >= ?1 AND id <= ?2",
    select: "SELECT id, name, folded, kind AS type FROM organization WHERE id >= ?1 AND id <= ?2 ORDER BY id",
    columns: &[
        column("id", Id),
        column("name", Text),
        column("folded", Follows(folded_name)),
        // A line has a `kind` of its own.
        column("type", Text),
    ],
    lists: &[],
    insert: &["INSERT INTO organization (id, name, folded, kind) VALUES (:id, :name, :folded, :type)"],
};

pub(super) static ORGANIZATION_MERGE: Kind = Kind {
    name: "organization_merge",
    of: Of::Thing("organization"),
    count: "SELECT count(*) FROM organization WHERE id >= ?1 AND id <= ?2 AND merged_into IS NOT NULL",
    select: "SELECT id AS organization, merged_into AS into_organization FROM organization
             WHERE id >= ?1 AND id <= ?2 AND merged_into IS NOT NULL ORDER BY id",
    columns: &[column("organization", Id), column("into_organization", Reference("organization"))],
    lists: &[],
    insert: &["UPDATE organization SET merged_into = :into_organization WHERE id = :organization"],
};

pub(super) static PERSON: Kind = Kind {
    name: "person",
    of: Of::Thing("person"),
    count: "SELECT count(*) FROM person WHERE id >= ?1 AND id <= ?2",
    select: "SELECT id, name FROM person WHERE id >= ?1 AND id <= ?2 ORDER BY id",
    columns: &[column("id", Id), column("name", Text)],
    lists: &[
        List {
            name: "names",
            select: "SELECT name, folded FROM person_name WHERE person = ?1 ORDER BY folded",
            columns: &[column("name", Text), column("folded", Follows(folded_name))],
            insert: "INSERT INTO person_name (person, folded, name) VALUES (:owner, :folded, :name)",
        },
        List {
            name: "keys",
            select: "SELECT scheme, value FROM person_key WHERE person = ?1 ORDER BY scheme, value",
            columns: &[column("scheme", Text), column("value", Text)],
            insert: "INSERT INTO person_key (scheme, value, person) VALUES (:scheme, :value, :owner)",
        },
    ],
    insert: &["INSERT INTO person (id, name) VALUES (:id, :name)"],
};

pub(super) static PERSON_MERGE: Kind = Kind {
    name: "person_merge",
    of: Of::Thing("person"),
    count: "SELECT count(*) FROM person WHERE id >= ?1 AND id <= ?2 AND merged_into IS NOT NULL",
    select: "SELECT id AS person, merged_into AS into_person FROM person
             WHERE id >= ?1 AND id <= ?2 AND merged_into IS NOT NULL ORDER BY id",
    columns: &[column("person", Id), column("into_person", Reference("person"))],
    lists: &[],
    insert: &["UPDATE person SET merged_into = :into_person WHERE id = :person"],
};

pub(super) static DISTINCT_PERSON: Kind = Kind {
    name: "distinct_person",
    of: Of::Whole,
    count: "SELECT count(*) FROM distinct_person WHERE a >= ?1 AND a <= ?2",
    select: "SELECT a, b FROM distinct_person WHERE a >= ?1 AND a <= ?2 ORDER BY a, b",
    columns: &[column("a", Reference("person")), column("b", Reference("person"))],
    lists: &[],
    insert: &["INSERT INTO distinct_person (a, b) VALUES (:a, :b)"],
};

pub(super) static TAG: Kind = Kind {
    name: "tag",
    of: Of::Thing("tag"),
    count: "SELECT count(*) FROM tag WHERE id >= ?1 AND id <= ?2",
    select: "SELECT id, scheme, name FROM tag WHERE id >= ?1 AND id <= ?2 ORDER BY id",
    columns: &[column("id", Id), column("scheme", Text), column("name", Text)],
    lists: &[List {
        name: "names",
        select: "SELECT scheme, name, folded FROM tag_name WHERE tag = ?1 ORDER BY scheme, folded",
        columns: &[column("scheme", Text), column("name", Text), column("folded", Follows(folded_name))],
        insert: "INSERT INTO tag_name (scheme, folded, name, tag) VALUES (:scheme, :folded, :name, :owner)",
    }],
    insert: &["INSERT INTO tag (id, scheme, name) VALUES (:id, :scheme, :name)"],
};

pub(super) static TAG_PARENT: Kind = Kind {
    name: "tag_parent",
    of: Of::Thing("tag"),
    count: "SELECT count(*) FROM tag WHERE id >= ?1 AND id <= ?2 AND parent IS NOT NULL",
    select: "SELECT id AS tag, parent FROM tag
             WHERE id >= ?1 AND id <= ?2 AND parent IS NOT NULL ORDER BY id",
    columns: &[column("tag", Id), column("parent", Reference("tag"))],
    lists: &[],
    insert: &["UPDATE tag SET parent = :parent WHERE id = :tag"],
};

pub(super) static TAG_MERGE: Kind = Kind {
    name: "tag_merge",
    of: Of::Thing("tag"),
    count: "SELECT count(*) FROM tag WHERE id >= ?1 AND id <= ?2 AND merged_into IS NOT NULL",
    select: "SELECT id AS tag, merged_into AS into_tag FROM tag
             WHERE id >= ?1 AND id <= ?2 AND merged_into IS NOT NULL ORDER BY id",
    columns: &[column("tag", Id), column("into_tag", Reference("tag"))],
    lists: &[],
    insert: &["UPDATE tag SET merged_into = :into_tag WHERE id = :tag"],
};

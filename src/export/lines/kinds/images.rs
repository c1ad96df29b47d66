//! Pictures, with their facts, URLs and the people whom they show.

use crate::export::lines::kind::Form::{Follows, Id, Maybe, Object, Reference, Text};
use crate::export::lines::kind::{Kind, List, Of, Row, column};
use crate::text::ImageUrl;
use crate::text::url::Tracking;

fn url(row: &Row<'_>, _: &Tracking) -> Option<String> {
    ImageUrl::of(row.text("given")).map(|url| url.normal)
}

fn reduced(row: &Row<'_>, _: &Tracking) -> Option<String> {
    ImageUrl::of(row.text("given")).map(|url| url.reduced)
}

pub(super) static IMAGE: Kind = Kind {
    name: "image",
    of: Of::Thing("image"),
    count: "SELECT count(*) FROM image WHERE id >= ?1 AND id <= ?2",
    select: "SELECT id, uri, type, title, creator, sha256, width, height, byte_size, media_type, captured,
                    captured_offset, captured_precision, alt, credit_line, supplier, usage_terms,
                    copyright_notice, license_url, rights_expire, digital_source_type, extra, by_hand
             FROM image WHERE id >= ?1 AND id <= ?2 ORDER BY id",
    columns: &[
        column("id", Id),
        column("uri", Text),
        column("type", Text),
        column("title", Text),
        column("creator", Text),
        column("sha256", Text),
        column("width", Maybe),
        column("height", Maybe),
        column("byte_size", Maybe),
        column("media_type", Text),
        column("captured", Maybe),
        column("captured_offset", Maybe),
        column("captured_precision", Text),
        column("alt", Text),
        column("credit_line", Text),
        column("supplier", Reference("organization")),
        column("usage_terms", Text),
        column("copyright_notice", Text),
        column("license_url", Text),
        column("rights_expire", Maybe),
        column("digital_source_type", Text),
        column("extra", Object),
        column("by_hand", Object),
    ],
    lists: &[
        List {
            name: "urls",
            select: "SELECT given, url, reduced, width FROM image_url WHERE image = ?1 ORDER BY url",
            columns: &[
                column("given", Text),
                column("url", Follows(url)),
                column("reduced", Follows(reduced)),
                column("width", Maybe),
            ],
            insert: "INSERT INTO image_url (url, image, reduced, given, width)
                     VALUES (:url, :owner, :reduced, :given, :width)",
        },
        List {
            name: "people",
            select: "SELECT position, name, person FROM image_person WHERE image = ?1 ORDER BY position",
            columns: &[column("position", Maybe), column("name", Text), column("person", Reference("person"))],
            insert: "INSERT INTO image_person (image, position, name, person)
                     VALUES (:owner, :position, :name, :person)",
        },
    ],
    insert: &["INSERT INTO image (id, uri, type, title, creator, sha256, width, height, byte_size, media_type, captured,
                                  captured_offset, captured_precision, alt, credit_line, supplier, usage_terms,
                                  copyright_notice, license_url, rights_expire, digital_source_type, extra, by_hand)
               VALUES (:id, :uri, :type, :title, :creator, :sha256, :width, :height, :byte_size, :media_type, :captured,
                       :captured_offset, :captured_precision, :alt, :credit_line, :supplier, :usage_terms,
                       :copyright_notice, :license_url, :rights_expire, :digital_source_type, :extra, :by_hand)"],
};

pub(super) static IMAGE_MERGE: Kind = Kind {
    name: "image_merge",
    of: Of::Thing("image"),
    count: "SELECT count(*) FROM image WHERE id >= ?1 AND id <= ?2 AND merged_into IS NOT NULL",
    select: "SELECT id AS image, merged_into AS into_image FROM image
             WHERE id >= ?1 AND id <= ?2 AND merged_into IS NOT NULL ORDER BY id",
    columns: &[column("image", Id), column("into_image", Reference("image"))],
    lists: &[],
    insert: &["UPDATE image SET merged_into = :into_image WHERE id = :image"],
};

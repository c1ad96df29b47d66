//! Typed ids: an article's id can't be handed to a function that wants a person's.

/// An id of a table that gives each only once.
pub(crate) trait Id: Copy {
    /// The table.
    const TABLE: &'static str;
    /// Selects `seq`, the last id that SQLite says was given, and `id`, the highest that a row has or had.
    /// Another tool may have lost the first, or set it too low.
    const LAST: &'static str;

    fn from_number(number: i64) -> Self;

    fn number(self) -> i64;
}

// Ids implement no trait of rusqlite, whose version would then be a part of this crate's API.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $table:literal $(and $others:literal)?;)*) => {
        /// The `LAST` of each table.
        pub(crate) const SEQUENCES: &[(&str, &str)] = &[$(($name::TABLE, $name::LAST)),*];
        $(
        $(#[$doc])*
        ///
        /// Stable, never reused, and meaningful only inside one archive file. For an identity that
        /// other systems understand use the `uri`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl Id for $name {
            const TABLE: &'static str = $table;
            const LAST: &'static str = concat!(
                "SELECT coalesce((SELECT CAST(seq AS INTEGER) FROM sqlite_sequence WHERE name = '",
                $table,
                "'), 0) AS seq, max(0, coalesce((SELECT max(id) FROM ",
                $table,
                "), 0)",
                $(", coalesce((", $others, "), 0)",)?
                ") AS id"
            );

            fn from_number(number: i64) -> Self {
                Self(number)
            }

            fn number(self) -> i64 {
                self.0
            }
        }
    )*};
}

ids! {
    /// Names one article of the archive.
    ArticleId = "article" and "SELECT max(article) FROM removed";
    /// Names one person of the archive.
    PersonId = "person";
    /// Names one organization (news agency, publisher, photo agency) of the archive.
    OrganizationId = "organization";
    /// Names one publication of the archive.
    PublicationId = "publication";
    /// Names one section of a publication.
    SectionId = "section";
    /// Names one image of the archive.
    ImageId = "image";
    /// Names one tag of the archive.
    TagId = "tag";
    /// Names one mark of the archive.
    MarkId = "mark";
}

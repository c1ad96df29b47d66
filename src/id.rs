//! Typed ids: an article's id can't be handed to a function that wants a person's.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
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

        impl rusqlite::types::FromSql for $name {
            fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
                i64::column_result(value).map(Self)
            }
        }

        impl From<$name> for rusqlite::types::Value {
            fn from(id: $name) -> Self {
                Self::Integer(id.0)
            }
        }

        impl rusqlite::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                self.0.to_sql()
            }
        }
    )*};
}

ids! {
    /// Names one article of the archive.
    ArticleId
    /// Names one person of the archive.
    PersonId
    /// Names one organization (news agency, publisher, photo agency) of the archive.
    OrganizationId
    /// Names one publication of the archive.
    PublicationId
    /// Names one section of a publication.
    SectionId
    /// Names one image of the archive.
    ImageId
    /// Names one tag of the archive.
    TagId
}

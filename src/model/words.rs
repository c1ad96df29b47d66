//! The words that stand for the archive's enumerations in its columns.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, Value, ValueRef};

use crate::{
    CreditKind, ImageRole, OrganizationKind, Precision, Role, SetBy, Status, UrlRelation, ZoneBasis,
};

macro_rules! words {
    ($($name:ident { $($variant:ident = $word:literal)* })*) => {$(
        impl $name {
            /// The word that stands for it in the archive and in JSON.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                match value.as_str()? {
                    $($word => Ok(Self::$variant),)*
                    _ => Err(FromSqlError::InvalidType),
                }
            }
        }

        impl From<$name> for Value {
            fn from(word: $name) -> Self {
                Self::Text(word.as_str().to_owned())
            }
        }

        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                self.as_str().to_sql()
            }
        }
    )*};
}

words! {
    UrlRelation {
        Canonical = "canonical" Given = "given" Amp = "amp" Redirect = "redirect"
        Alternate = "alternate" Archive = "archive"
    }
    Status { Usable = "usable" Withheld = "withheld" Canceled = "canceled" }
    Role {
        Author = "author" Photographer = "photographer" Editor = "editor"
        Contributor = "contributor" Translator = "translator" Illustrator = "illustrator"
    }
    CreditKind { Person = "person" Organization = "organization" Unknown = "unknown" }
    ImageRole { Lead = "lead" Inline = "inline" Gallery = "gallery" }
    SetBy { Feed = "feed" Editor = "editor" Model = "model" }
    OrganizationKind {
        Agency = "agency" PhotoAgency = "photo_agency" Publisher = "publisher" Other = "other"
    }
    ZoneBasis {
        Explicit = "explicit" Publication = "publication" AssumedUtc = "assumed_utc"
        FirstSeen = "first_seen"
    }
    Precision { Year = "year" Month = "month" Day = "day" Minute = "minute" Second = "second" }
}

//! From what a person types to a [`Query`], and from a text found to one with the words marked.
//!
//! Up to [`Query`] nothing touches the archive; `plan` asks it what names and words stand for, and
//! `page` reads what answers.

mod asked;
mod cancel;
mod complete;
mod correct;
mod cursor;
mod cut;
mod dates;
mod facets;
mod find;
mod gate;
mod highlight;
mod hit;
mod known;
mod marker;
mod matches;
mod note;
mod page;
mod parse;
mod parts;
mod passage;
mod pattern;
mod picture_plan;
mod pictures;
mod plan;
mod printed;
mod query;
mod rank;
mod render;
mod rows;
mod ruler;
mod scopes;
mod score;
mod term;
mod terminal;
mod timeline;
mod typed;
mod values;

pub use cancel::Cancel;
pub use complete::Completion;
pub use correct::Correction;
pub use cursor::{Cursor, InvalidCursor};
pub use dates::{DateLimit, TimeRange};
pub use facets::{Facet, FacetList, FacetValue, Facets};
pub use find::{Found, Total};
pub use highlight::Highlighted;
pub use hit::{Hit, HitCaption};
pub use marker::Marker;
pub use note::Note;
pub use page::Page;
pub use passage::Passage;
pub use pictures::{PictureHit, Pictures};
pub use query::{Order, Query};
pub use term::{Entity, Field, Filter, Matching, Term};
pub use terminal::safe;
pub use timeline::{Bucket, Interval, Timeline};

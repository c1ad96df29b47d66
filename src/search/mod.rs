//! From what a person types to a [`Query`], and from a text found to one with the words marked.
//!
//! Up to [`Query`] nothing touches the archive; `plan` asks it what names and words stand for, and
//! `page` reads what answers.

mod counts;
mod exec;
mod highlight;
mod hit;
mod images;
mod page;
mod plan;
pub(crate) mod query;
mod rank;
mod suggest;

pub use counts::facets::{Facet, FacetList, FacetValue, Facets};
pub use counts::timeline::{Bucket, Interval, Timeline};
pub use exec::search::{Found, Total};
pub use highlight::highlighted::Highlighted;
pub use highlight::highlighter::Marker;
pub use highlight::passage::Passage;
pub use highlight::terminal::safe;
pub use hit::{Hit, HitCaption};
pub use images::search::{PictureHit, Pictures};
pub use page::Page;
pub use query::cancel::Cancel;
pub use query::cursor::{Cursor, InvalidCursor};
pub use query::dates::{DateLimit, TimeRange};
pub use query::entity::Entity;
pub use query::field::Field;
pub use query::filter::Filter;
pub use query::note::Note;
pub use query::term::{Matching, Term};
pub use query::{Order, Query};
pub use suggest::complete::Completion;
pub use suggest::spelling::Correction;

//! Who made a text or a picture, as readers of all forms find it: names of people and organizations, bylines, and the credits of
//! pictures.

pub mod byline;
pub mod caption;
pub mod makers;
pub mod names;

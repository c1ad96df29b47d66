//! Pictures' own bytes: JPEG, PNG, WebP, GIF and TIFF files, and what they say of themselves.
//!
//! A file becomes an article of type picture with one picture: its size, media type and SHA-256 (`read`), and what is
//! embedded in it. `find` finds the embedded blocks, `xmp`, `iim` and `exif` read them, and `facts` settles which
//! value is taken: XMP before IPTC-IIM before EXIF, as the IPTC asks, with a warning where they contradict each other.
//! No pixel is decoded.

mod article;
mod blocks;
mod exif;
mod facts;
mod find;
mod icon;
mod iim;
mod jpeg;
mod kind;
mod location;
mod png;
mod read;
mod webp;
mod xmp;
mod xmp_value;

pub(super) use kind::begins;
pub(super) use read::read;

//! The limits of what is read at once.

/// The most bytes of a page that is read: 16 MiB. A file of JSON may be of any size.
pub const MAX_BYTES: usize = 16 << 20;

/// The most bytes of one record of JSON that is read: 32 MiB. A file may have any number of them.
pub const MAX_RECORD_BYTES: usize = 32 << 20;

//! The ways in which an archive may be opened.

use std::time::Duration;

/// The accidents that a committed write survives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Durability {
    /// The end of the process at any instant. When the *machine* loses power, the last writes
    /// may be missing; what is there is whole. SQLite's `synchronous = NORMAL`.
    #[default]
    Normal,
    /// Loss of power too, at the price of waiting for the disk at every write.
    /// SQLite's `synchronous = FULL`.
    Full,
}

/// Ways to open an archive, for [`Archive::open_with`](crate::Archive::open_with).
///
/// ```
/// use std::time::Duration;
/// use dateline::{Archive, Durability, Options};
///
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("news.db");
/// let options = Options::new()
///     .durability(Durability::Full)
///     .readers(8)
///     .busy_timeout(Duration::from_secs(30))
///     .create(true)
///     .backup(false);
/// let archive = Archive::open_with(&path, &options)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    pub(crate) durability: Durability,
    pub(crate) readers: usize,
    pub(crate) busy_timeout: Duration,
    pub(crate) create: bool,
    pub(crate) backup: bool,
}

impl Options {
    /// Returns the options that [`Archive::open`](crate::Archive::open) uses.
    pub fn new() -> Self {
        Self {
            durability: Durability::Normal,
            readers: 4,
            busy_timeout: Duration::from_secs(5),
            create: true,
            backup: true,
        }
    }

    /// Sets the accidents that a committed write survives. Default: [`Durability::Normal`].
    pub fn durability(self, durability: Durability) -> Self {
        Self { durability, ..self }
    }

    /// Sets the number of idle connections that are kept for readers, each with up to 16 MiB of cache and 2 MiB of
    /// what its searches have met, which is forgotten when anybody changes the archive. More readers than this may read
    /// at once; their connections are closed afterwards. Default: 4.
    pub fn readers(self, readers: usize) -> Self {
        Self { readers, ..self }
    }

    /// Sets the time to wait for another program that is writing, and for another thread of this one, before
    /// [`Error::Busy`](crate::Error::Busy). Default: 5 seconds.
    pub fn busy_timeout(self, busy_timeout: Duration) -> Self {
        Self { busy_timeout, ..self }
    }

    /// Creates the archive where there is none, or refuses to. Default: yes.
    pub fn create(self, create: bool) -> Self {
        Self { create, ..self }
    }

    /// Copies an older archive to `<file>.v<version>.bak` before it is migrated, or doesn't.
    /// The copy needs as much free space again as the archive takes. Default: yes.
    pub fn backup(self, backup: bool) -> Self {
        Self { backup, ..self }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self::new()
    }
}

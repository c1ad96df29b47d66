//! The handle.

use std::fmt;
use std::io::{self, BufRead, Write};
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::bulk::{self, IngestBatch, IngestError, IngestItem, IngestOptions, IngestProgress, Ingested};
use crate::derived::{self, RebuildProgress, Rebuilt};
use crate::error::{Error, Result};
use crate::export::{self, Export, ExportProgress, Exported, ImportProgress, Imported};
use crate::id::ArticleId;
use crate::search::standing::mark_saved::mark_saved;
use crate::search::{
    Completion, Correction, Explanation, Facet, Facets, ImagePage, Interval, Page, Query, Timeline, Total,
};
use crate::store::{
    self, Fault, FaultKind, MigrationProgress, Options, Pool, SchemaStatus, Snapshot, Transaction,
};
use crate::upgrade;

/// An open archive: one SQLite file, or memory.
///
/// The handle is `Send` and `Sync`; a clone is another handle of the same archive, and costs
/// nothing. Any number of threads and programs may read while one writes. Open a file once in a
/// program and clone the handle, and don't take a handle through a fork.
///
/// The file is an ordinary SQLite database of [a documented schema](crate::guide::schema), and other programs
/// may read it. A host may add [tables of its own](crate::guide::host#tables-of-your-own) to it, if their names
/// begin with `ext_`.
#[derive(Clone)]
pub struct Archive {
    pool: Arc<Pool>,
}

impl Archive {
    /// Opens the archive at `path`: creates it if there is nothing, and migrates it if an older
    /// version of this crate wrote it (after a copy to `<file>.v<version>.bak`).
    ///
    /// ```
    /// use dateline::Archive;
    ///
    /// # let folder = tempfile::tempdir()?;
    /// # let path = folder.path().join("news.db");
    /// let archive = Archive::open(&path)?;
    /// assert!(archive.check()?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A file that isn't an archive, or isn't whole, or is newer than this crate is refused
    /// with an [`Error`](crate::Error) that says which, and not a byte of it is changed. (One file is:
    /// an archive, or a database of at most 64 KiB, whose rollback journal says that it was cut off while written is
    /// rolled back, as SQLite does, before it is looked at.)
    /// [`Error::Busy`](crate::Error::Busy) if another program is migrating it meanwhile.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        Self::open_with(path, &Options::new())
    }

    /// Opens the archive at `path` with options.
    ///
    /// ```
    /// use dateline::{Archive, Error, Options};
    ///
    /// # let folder = tempfile::tempdir()?;
    /// # let path = folder.path().join("news.db");
    /// let missing = Archive::open_with(&path, &Options::new().create(false));
    /// assert!(matches!(missing, Err(Error::NotFound { .. })));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`open`](Self::open); [`Error::NotFound`](crate::Error::NotFound) if there is
    /// nothing and the options say not to create it.
    pub fn open_with(path: impl AsRef<Path>, options: &Options) -> Result<Self> {
        Self::open_with_progress(path, options, |_| {})
    }

    /// Opens the archive at `path`, and tells `progress` from time to time how far a migration is. A file
    /// that needs none, or that is new, says nothing.
    ///
    /// ```
    /// use dateline::{Archive, Options};
    ///
    /// # let folder = tempfile::tempdir()?;
    /// # let path = folder.path().join("news.db");
    /// let archive = Archive::open_with_progress(&path, &Options::new(), |step| {
    ///     eprintln!("{:?}: {} of {}", step.stage, step.done, step.total);
    /// })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`open_with`](Self::open_with).
    pub fn open_with_progress(
        path: impl AsRef<Path>,
        options: &Options,
        mut progress: impl FnMut(MigrationProgress),
    ) -> Result<Self> {
        let pool = Pool::open(path.as_ref(), options, upgrade::migrations(), &mut progress)?;
        Ok(Self { pool: Arc::new(pool) })
    }

    /// Creates an archive that lives as long as its handles, for tests and for passing work.
    ///
    /// It has one connection, so readers wait for each other too.
    ///
    /// ```
    /// let archive = dateline::Archive::in_memory()?;
    /// assert_eq!(archive.path(), None);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::SqliteTooOld`](crate::Error::SqliteTooOld).
    pub fn in_memory() -> Result<Self> {
        let pool = Pool::in_memory(upgrade::migrations())?;
        Ok(Self { pool: Arc::new(pool) })
    }

    /// Says which schema version the archive at `path` has, and which migrations opening it
    /// would apply. Changes nothing.
    ///
    /// ```
    /// use dateline::Archive;
    ///
    /// # let folder = tempfile::tempdir()?;
    /// # let path = folder.path().join("news.db");
    /// let archive = Archive::open(&path)?;
    /// let status = Archive::status(&path)?;
    /// assert_eq!(status.found, archive.schema_version());
    /// assert!(status.pending.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`open`](Self::open); [`Error::NotFound`](crate::Error::NotFound) if there is nothing.
    pub fn status(path: impl AsRef<Path>) -> Result<SchemaStatus> {
        store::status(path.as_ref(), upgrade::migrations())
    }

    /// Reads. Whatever the closure asks, it sees one state of the archive, as it was at its first
    /// question, however much is written meanwhile. A read inside of a read sees, on a file, the latest state, and in
    /// memory the same as around it, since nobody can write meanwhile.
    ///
    /// ```
    /// # let archive = dateline::Archive::in_memory()?;
    /// let answer = archive.read(|_snapshot| Ok(42))?;
    /// assert_eq!(answer, 42);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The errors of the closure; [`Error::Reentrant`](crate::Error::Reentrant) from inside a write of
    /// the same thread (there, the transaction itself reads); [`Error::Forked`](crate::Error::Forked).
    pub fn read<T>(&self, f: impl FnOnce(&Snapshot<'_>) -> Result<T>) -> Result<T> {
        self.pool.read(f)
    }

    /// Reads, with `now` as the time at which it happens: an embargo that ends by then has ended. Everything else is as it
    /// is stored. An article that was saved after `now` is as visible as it was at that save.
    ///
    /// ```
    /// use chrono::{TimeDelta, Utc};
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let tomorrow = Utc::now() + TimeDelta::days(1);
    /// let budget = NewArticle { embargoed: Some(tomorrow), ..NewArticle::new("Budget", "The council will spend more.") };
    /// archive.write(|tx| tx.save(&budget))?;
    /// assert_eq!(archive.count(&"budget".into())?.count, 0);
    /// let count = archive.read_at(tomorrow + TimeDelta::hours(1), |snapshot| snapshot.count(&"budget".into()))?;
    /// assert_eq!(count.count, 1);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`read`](Self::read).
    pub fn read_at<T>(&self, now: DateTime<Utc>, f: impl FnOnce(&Snapshot<'_>) -> Result<T>) -> Result<T> {
        self.pool.try_read(now, f)
    }

    /// Reads with a closure whose error can be made of an [`Error`](crate::Error).
    ///
    /// ```
    /// # let archive = dateline::Archive::in_memory()?;
    /// let newest = archive.try_read(|snapshot| -> Result<String, Box<dyn std::error::Error>> {
    ///     let page = snapshot.search(&"ferry".into())?;
    ///     Ok(page.hits.first().ok_or("no ferry")?.headline.to_string())
    /// });
    /// assert_eq!(newest.unwrap_err().to_string(), "no ferry");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`read`](Self::read).
    pub fn try_read<T, E: From<Error>>(&self, f: impl FnOnce(&Snapshot<'_>) -> Result<T, E>) -> Result<T, E> {
        self.pool.try_read(Utc::now(), f)
    }

    /// Writes. What the closure does is kept whole if it returns `Ok`, and undone whole if it
    /// returns an error or panics. Writers take turns, across threads and programs. At its end standing queries set
    /// their marks on what was saved, in the same transaction.
    ///
    /// ```
    /// use dateline::{Archive, Error};
    ///
    /// # let archive = Archive::in_memory()?;
    /// let nested = archive.write(|_tx| archive.write(|_tx| Ok(())));
    /// assert!(matches!(nested, Err(Error::Reentrant)));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The errors of the closure; [`Error::Busy`](crate::Error::Busy) if another program or thread keeps writing
    /// for longer than the busy timeout; [`Error::TooNew`](crate::Error::TooNew) if one has
    /// migrated the archive since it was opened here.
    pub fn write<T>(&self, f: impl FnOnce(&mut Transaction<'_>) -> Result<T>) -> Result<T> {
        self.write_at(Utc::now(), f)
    }

    /// Writes, with `now` as the time at which it happens: the same articles saved at the same
    /// times make the same archive.
    ///
    /// ```
    /// use chrono::{DateTime, Utc};
    ///
    /// # let archive = dateline::Archive::in_memory()?;
    /// let noon: DateTime<Utc> = "2023-04-29T12:00:00Z".parse()?;
    /// let now = archive.write_at(noon, |tx| Ok(tx.now()))?;
    /// assert_eq!(now, noon);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`write`](Self::write).
    pub fn write_at<T>(
        &self,
        now: DateTime<Utc>,
        f: impl FnOnce(&mut Transaction<'_>) -> Result<T>,
    ) -> Result<T> {
        self.write_marking(now, f)
    }

    /// Writes with a closure whose error can be made of an [`Error`](crate::Error). After an error nothing
    /// of it is kept.
    ///
    /// ```
    /// # let archive = dateline::Archive::in_memory()?;
    /// let refused = archive.try_write(|tx| -> Result<(), Box<dyn std::error::Error>> {
    ///     tx.find_or_add_tag("", "Transport")?;
    ///     Err("changed my mind".into())
    /// });
    /// assert_eq!(refused.unwrap_err().to_string(), "changed my mind");
    /// assert!(archive.read(|snapshot| snapshot.tags_named("Transport"))?.is_empty());
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`write`](Self::write).
    pub fn try_write<T, E: From<Error>>(
        &self,
        f: impl FnOnce(&mut Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.write_marking(Utc::now(), f)
    }

    /// Writes, and at the end lets standing queries mark what they find of it.
    fn write_marking<T, E: From<Error>>(
        &self,
        now: DateTime<Utc>,
        f: impl FnOnce(&mut Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.pool.try_write(now, |tx| {
            let since = tx.last_change()?;
            let outcome = f(tx)?;
            mark_saved(tx, since)?;
            Ok(outcome)
        })
    }

    /// Brings in articles by the thousand: reads them from an iterator, analyzes them on other threads, and saves them in
    /// batches of [500](IngestOptions::batch), each in a transaction of its own. At most 16 MiB of articles, and a batch, are read
    /// ahead of what is stored: allow 150 MB of memory.
    ///
    /// It is [`save_all`](Transaction::save_all) in a pipeline, and makes the same archive with any number of
    /// [threads](IngestOptions::jobs). Items may be [`NewArticle`](crate::NewArticle)s, results of them, or [`IngestItem`]s that name their
    /// [`Source`](crate::Source). What can't be read or held is named in the sums, and ends nothing. Others may read and write between
    /// two batches. If half of the archive or more is new at the end, the index is [merged](IngestOptions::optimize): other writers
    /// wait for all of that.
    ///
    /// ```
    /// use dateline::{Archive, IngestOptions, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let articles = (1..=1000).map(|n| NewArticle::new(format!("Ferry {n} delayed"), "Fog held up the ferry."));
    /// let ingested = archive.ingest(articles, &IngestOptions::new())?;
    /// assert_eq!((ingested.done, ingested.counts.added), (1000, 1000));
    /// assert!(ingested.not_saved.is_empty());
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// An [`IngestError`], which says how far it came: all up to there is stored, and the same input can be brought in
    /// again. Its cause is one of [`write`](Self::write), such as [`Error::Busy`](crate::Error::Busy) where another writer keeps the
    /// archive for longer than the [busy timeout](crate::Options::busy_timeout); or [`Error::Panicked`](crate::Error::Panicked).
    pub fn ingest<T: Into<IngestItem>>(
        &self,
        items: impl IntoIterator<Item = T>,
        options: &IngestOptions,
    ) -> Result<Ingested, IngestError> {
        self.ingest_with(items, options, |_| {})
    }

    /// Brings in articles by the thousand, and tells `progress` after each batch how far it is and what became of each of
    /// its articles. Both the iterator and `progress` are run by the thread that calls, between two articles.
    ///
    /// ```
    /// # use dateline::{Archive, IngestOptions, NewArticle};
    /// # let archive = Archive::in_memory()?;
    /// let articles = [Ok(NewArticle::new("Ferry delayed", "Fog held up the ferry.")), Err("line 2 is cut short")];
    /// archive.ingest_with(articles, &IngestOptions::new(), |step| {
    ///     eprintln!("{} done, {} added", step.ingested.done, step.ingested.counts.added);
    /// })?;
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`ingest`](Self::ingest).
    pub fn ingest_with<T: Into<IngestItem>>(
        &self,
        items: impl IntoIterator<Item = T>,
        options: &IngestOptions,
        progress: impl FnMut(IngestProgress<'_>),
    ) -> Result<Ingested, IngestError> {
        let stopped = |ingested| |error| IngestError { ingested: Box::new(ingested), error };
        // A write, so that a call from inside of a read or write fails here, and not on the thread that writes.
        let begun = self.write(|tx| Ok((tx.tracking()?, tx.article_count()?)));
        let (tracking, before) = begun.map_err(stopped(Ingested::default()))?;
        let unnamed = Arc::default();
        let write = |batch: IngestBatch| {
            let now = options.at.unwrap_or_else(Utc::now);
            self.write_at(now, |tx| batch.save(tx, &options.saving, &unnamed))
        };
        let mut ingested = bulk::ingest(items.into_iter(), options, &tracking, &write, progress)?;
        if options.optimizes_after(&ingested, before) {
            self.optimize().map_err(stopped(ingested.clone()))?;
            ingested.is_optimized = true;
        }
        Ok(ingested)
    }

    /// Looks for damage: in the file, in references between rows, in the schema, in the full-text index, and, where the file
    /// and the schema are sound, in what is derived from articles. Reads all of the archive, and keeps writers waiting while it
    /// compares the index.
    ///
    /// ```
    /// # let archive = dateline::Archive::in_memory()?;
    /// for fault in archive.check()? {
    ///     eprintln!("{fault}");
    /// }
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// [When something is wrong](crate::guide::damage) says what mends each kind of fault.
    ///
    /// # Errors
    ///
    /// When the check can't be done. What it finds is no error but a [`Fault`].
    pub fn check(&self) -> Result<Vec<Fault>> {
        let mut faults = store::check(&self.pool)?;
        // What a damaged file or another schema holds is no measure of what follows from it.
        let is_readable = |fault: &Fault| matches!(fault.kind, FaultKind::Index | FaultKind::Reference);
        if faults.iter().all(is_readable) {
            faults.extend(self.read(derived::check)?);
        }
        Ok(faults)
    }

    /// Computes all that follows from what is stored anew, in one transaction: the full-text index, the
    /// columns that feed it, folded names, normal forms of URLs, the list of languages, places in time,
    /// sequences of ids. That mends every fault of [`FaultKind::Index`](crate::FaultKind::Index) and
    /// [`FaultKind::Derived`](crate::FaultKind::Derived) that [`check`](Self::check) names. What was
    /// stored is read and never changed, and no revision is made.
    ///
    /// It takes about as long as saving all articles did. Others read on meanwhile and see the archive as
    /// it was; writers wait. The file may grow by the size of the index.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "Fog held up the ferry.")))?;
    /// let rebuilt = archive.rebuild()?;
    /// assert_eq!((rebuilt.articles, rebuilt.mended), (1, 0));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`write`](Self::write). After an error the archive is as it was before.
    pub fn rebuild(&self) -> Result<Rebuilt> {
        self.rebuild_with(|_| {})
    }

    /// Rebuilds the archive, and tells `progress` from time to time how far it is.
    ///
    /// ```
    /// # let archive = dateline::Archive::in_memory()?;
    /// archive.rebuild_with(|step| eprintln!("{:?}: {} of {}", step.stage, step.done, step.total))?;
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`rebuild`](Self::rebuild).
    pub fn rebuild_with(&self, mut progress: impl FnMut(RebuildProgress)) -> Result<Rebuilt> {
        self.pool.write_unguarded(|tx| derived::rebuild(tx, &mut progress))
    }

    /// Finds the articles that answer a query, a page at a time: [`Snapshot::search`] in a read of
    /// its own.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// let article = NewArticle::new("Ferry delayed", "Fog held up the ferry.").language("en");
    /// archive.write(|tx| tx.save(&article))?;
    /// let page = archive.search(&"delays fog".into())?;
    /// assert_eq!(page.hits[0].headline.to_string(), "Ferry delayed");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Snapshot::search`].
    pub fn search(&self, query: &Query) -> Result<Page> {
        self.read(|snapshot| snapshot.search(query))
    }

    /// Finds the ids that answer a query: [`Snapshot::search_ids`] in a read of its own.
    ///
    /// ```
    /// let archive = dateline::Archive::in_memory()?;
    /// assert!(archive.search_ids(&"ferry".into())?.hits.is_empty());
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Snapshot::search`].
    pub fn search_ids(&self, query: &Query) -> Result<Page<ArticleId>> {
        self.read(|snapshot| snapshot.search_ids(query))
    }

    /// Searches, and explains how the page was found: [`Snapshot::explain`] in a read of its own.
    ///
    /// ```
    /// use dateline::Order;
    ///
    /// let archive = dateline::Archive::in_memory()?;
    /// let explanation = archive.explain(&dateline::Query::from("ferry").order(Order::Newest))?;
    /// // In an order by time nothing is scored.
    /// assert!(explanation.scoring.is_none() && explanation.hits.is_empty());
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Snapshot::explain`].
    pub fn explain(&self, query: &Query) -> Result<Explanation> {
        self.read(|snapshot| snapshot.explain(query))
    }

    /// Finds the articles that are like another: [`Snapshot::similar`] in a read of its own.
    ///
    /// ```
    /// use dateline::{Archive, ArticleId, Error, Query};
    ///
    /// let archive = Archive::in_memory()?;
    /// let unknown = archive.similar(ArticleId(7), &Query::new());
    /// assert!(matches!(unknown, Err(Error::NotFound { what: "article", .. })));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Snapshot::similar`].
    pub fn similar(&self, id: ArticleId, query: &Query) -> Result<Page> {
        self.read(|snapshot| snapshot.similar(id, query))
    }

    /// Finds the pictures that answer a query: [`Snapshot::search_images`] in a read of its own.
    ///
    /// ```
    /// use dateline::{Archive, NewArticle, NewImage};
    ///
    /// let archive = Archive::in_memory()?;
    /// let image = NewImage::at("https://example.org/ferry.jpg").caption("The ferry in fog.", "");
    /// archive.write(|tx| tx.save(&NewArticle::new("Harbour closed", "").language("en").image(image)))?;
    /// let found = archive.search_images(&"ferries".into())?;
    /// assert_eq!(found.images[0].image.uri, "https://example.org/ferry.jpg");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Snapshot::search_images`].
    pub fn search_images(&self, query: &Query) -> Result<ImagePage> {
        self.read(|snapshot| snapshot.search_images(query))
    }

    /// Counts what answers a query: [`Snapshot::count`] in a read of its own.
    ///
    /// ```
    /// let archive = dateline::Archive::in_memory()?;
    /// assert_eq!(archive.count(&"ferry".into())?.count, 0);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Snapshot::search`].
    pub fn count(&self, query: &Query) -> Result<Total> {
        self.read(|snapshot| snapshot.count(query))
    }

    /// Completes what is typed: [`Snapshot::complete`] in a read of its own.
    ///
    /// ```
    /// let archive = dateline::Archive::in_memory()?;
    /// assert!(archive.complete("fer", 10)?.is_empty());
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Snapshot::complete`].
    pub fn complete(&self, typed: &str, limit: usize) -> Result<Vec<Completion>> {
        self.read(|snapshot| snapshot.complete(typed, limit))
    }

    /// Returns the query that may have been meant: [`Snapshot::did_you_mean`] in a read of its own.
    ///
    /// ```
    /// let archive = dateline::Archive::in_memory()?;
    /// assert_eq!(archive.did_you_mean(&"ferrry".into())?, None);
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Snapshot::did_you_mean`].
    pub fn did_you_mean(&self, query: &Query) -> Result<Option<Correction>> {
        self.read(|snapshot| snapshot.did_you_mean(query))
    }

    /// Counts what answers a query by tag, person and so on: [`Snapshot::facets`] in a read of its own.
    ///
    /// ```
    /// use dateline::Facet;
    ///
    /// let archive = dateline::Archive::in_memory()?;
    /// let facets = archive.facets(&"ferry".into(), &[Facet::Tag, Facet::Year])?;
    /// assert!(facets.lists.iter().all(|list| list.values.is_empty()));
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Snapshot::facets`].
    pub fn facets(&self, query: &Query, facets: &[Facet]) -> Result<Facets> {
        self.read(|snapshot| snapshot.facets(query, facets))
    }

    /// Counts what answers a query by day, week, month or year: [`Snapshot::timeline`] in a read of its own.
    ///
    /// ```
    /// use dateline::Interval;
    ///
    /// let archive = dateline::Archive::in_memory()?;
    /// assert!(archive.timeline(&"ferry".into(), Interval::Year)?.buckets.is_empty());
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Snapshot::timeline`].
    pub fn timeline(&self, query: &Query, interval: Interval) -> Result<Timeline> {
        self.read(|snapshot| snapshot.timeline(query, interval))
    }

    /// Merges the segments of the full-text index into one, which is then read faster. Each save adds a
    /// segment; merging is worth its time after many articles were saved, such as a first
    /// import. It writes the whole index anew: writers wait, readers don't.
    ///
    /// ```
    /// let archive = dateline::Archive::in_memory()?;
    /// archive.optimize()?;
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`write`](Self::write).
    pub fn optimize(&self) -> Result<()> {
        self.write(|tx| {
            tx.execute("INSERT INTO article_fts (article_fts) VALUES ('optimize')", [])?;
            Ok(())
        })
    }

    /// Exports the archive, or the articles that answer a query, from one state of it while others go on reading and
    /// writing. Memory doesn't grow with the archive, but for the ids of what a query finds.
    ///
    /// [`Export::default`] is all of the archive in a form that [`import`](Self::import) reads; `out` is best buffered.
    /// [Out again](crate::guide::export) describes the forms.
    ///
    /// ```
    /// use dateline::{Archive, Export, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "Fog held up the ferry.")))?;
    /// let mut lines = Vec::new();
    /// assert_eq!(archive.export(&Export::default(), &mut lines)?.articles, 1);
    ///
    /// let copy = Archive::in_memory()?;
    /// copy.import(&mut &*lines)?;
    /// assert_eq!(copy.search(&"ferry".into())?.hits[0].headline.to_string(), "Ferry delayed");
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Export`](crate::Error::Export) if `out` refuses; as for [`search`](Self::search).
    pub fn export(&self, export: &Export, out: &mut impl Write) -> Result<Exported> {
        self.export_with(export, out, |_| {})
    }

    /// Exports, and tells `progress` from time to time how far it is.
    ///
    /// ```
    /// # use dateline::{Archive, Export};
    /// # let archive = Archive::in_memory()?;
    /// # let mut lines = Vec::new();
    /// archive.export_with(&Export::default(), &mut lines, |step| eprintln!("{} of {}", step.done, step.total))?;
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`export`](Self::export).
    pub fn export_with(
        &self,
        export: &Export,
        out: &mut impl Write,
        mut progress: impl FnMut(ExportProgress),
    ) -> Result<Exported> {
        self.read(|snapshot| export::export(snapshot, self.schema_version(), export, out, &mut progress))
    }

    /// Calls `each` with every article of an export as a document of its own, such as for a file an article. In the archive's
    /// own form no article stands by itself: its documents are those of [`ExportFormat::Articles`](crate::ExportFormat).
    ///
    /// ```
    /// use dateline::{Archive, Export, ExportFormat, NewArticle};
    ///
    /// let archive = Archive::in_memory()?;
    /// archive.write(|tx| tx.save(&NewArticle::new("Ferry delayed", "Fog held up the ferry.")))?;
    /// archive.export_each(&Export::new(ExportFormat::Markdown), |_id, document| {
    ///     assert!(document.contains("# Ferry delayed"));
    ///     Ok(())
    /// })?;
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`export`](Self::export); what `each` fails with, as [`Error::Export`](crate::Error::Export).
    pub fn export_each(
        &self,
        export: &Export,
        mut each: impl FnMut(ArticleId, &str) -> io::Result<()>,
    ) -> Result<Exported> {
        self.read(|snapshot| export::export_each(snapshot, export, &mut each))
    }

    /// Imports what [`export`](Self::export) has made of an archive into this one, which must be empty. It is then the
    /// same archive under another id: exported again it gives the same lines. Others see it empty until all is there.
    ///
    /// ```
    /// use dateline::{Archive, Error};
    ///
    /// let archive = Archive::in_memory()?;
    /// let cut = archive.import(&mut &b"{\"kind\":\"header\""[..]);
    /// assert!(matches!(cut, Err(Error::Import { line: 1, .. })));
    /// # Ok::<(), Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::NotEmpty`](crate::Error::NotEmpty); [`Error::Import`](crate::Error::Import) with the line that can't be
    /// taken, and why; as for [`write`](Self::write). After an error the archive is as empty as before.
    pub fn import(&self, input: &mut impl BufRead) -> Result<Imported> {
        self.import_with(input, |_| {})
    }

    /// Imports, and tells `progress` from time to time how far it is.
    ///
    /// ```
    /// # use dateline::{Archive, Export};
    /// # let archive = Archive::in_memory()?;
    /// # let mut lines = Vec::new();
    /// # Archive::in_memory()?.export(&Export::default(), &mut lines)?;
    /// archive.import_with(&mut &*lines, |step| eprintln!("{:?}: {} of {}", step.stage, step.done, step.total))?;
    /// # Ok::<(), dateline::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`import`](Self::import).
    pub fn import_with(
        &self,
        input: &mut impl BufRead,
        mut progress: impl FnMut(ImportProgress),
    ) -> Result<Imported> {
        let schema = self.schema_version();
        self.pool.write_unguarded(|tx| export::import(tx, schema, input, &mut progress))
    }

    /// Copies the archive to a new file, as of now and without unused space, while others go on
    /// reading and writing. The copy appears under its name when it is whole, checked and on the
    /// disk. If the program dies before, a file `<name>.<number>-<number>.tmp` is left over. The copy has
    /// an [id](Snapshot::archive_id) of its own: a [`Position`](crate::Position) of the archive is none of the copy.
    ///
    /// ```
    /// use dateline::{Archive, Error};
    ///
    /// # let folder = tempfile::tempdir()?;
    /// # let copy = folder.path().join("copy.db");
    /// let archive = Archive::in_memory()?;
    /// archive.backup(&copy)?;
    /// assert!(matches!(archive.backup(&copy), Err(Error::InvalidPath { .. })));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidPath`](crate::Error::InvalidPath) if there is something at `to`, or a log, journal
    /// or shared memory beside it that another database left: the error has the path of that file.
    /// [`Error::DiskFull`](crate::Error::DiskFull), [`Error::Io`](crate::Error::Io), and as for [`read`](Self::read).
    pub fn backup(&self, to: impl AsRef<Path>) -> Result<()> {
        self.pool.backup(to.as_ref())
    }

    /// Returns the path of the file: absolute, without symbolic links. `None` in memory.
    pub fn path(&self) -> Option<&Path> {
        self.pool.path()
    }

    /// Returns the schema version of the archive, which is the latest.
    pub fn schema_version(&self) -> u32 {
        self.pool.migrations().latest()
    }
}

impl fmt::Debug for Archive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Archive").field("path", &self.path()).finish_non_exhaustive()
    }
}

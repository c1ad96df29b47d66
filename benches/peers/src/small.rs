//! Small things beside a bare program: opening, one article, a list, one save, one mark.

use std::path::{Path, PathBuf};

use dateline::{Archive, ArticleId, Durability, IngestOptions, NewArticle, Options as Opening, Query};

use crate::measure::{Step, Times, in_turns};
use crate::options::Options;
use crate::plot::{self, Bar};
use crate::related::{self, Bare, Listed};
use crate::table::{Table, count, number};
use crate::{Outcome, figures, machine, reuters, saving};

const DURABLE: [(&str, &str, Durability); 2] =
    [("NORMAL", "news-normal", Durability::Normal), ("FULL", "news-full", Durability::Full)];

/// The same articles with all that belongs to them, in both programs.
struct Both {
    folder: PathBuf,
    archive: Archive,
    bare: Bare,
    articles: Vec<NewArticle>,
}

pub fn run(corpora: &Path, options: &Options) -> Outcome {
    let folder = tempfile::tempdir()?;
    let stories = reuters::stories(&corpora.join("reuters21578"))?;
    let articles: Vec<NewArticle> =
        stories.iter().enumerate().map(|(number, story)| related::article(number, story)).collect();
    println!("# Small things in an archive of {} articles\n", count(articles.len()));
    println!("{}\n", machine::described());
    let both = Both::create(folder.path(), articles)?;
    both.describe()?;

    let mut rows = both.reads()?;
    rows.extend(both.saves()?);
    rows.push(both.marks()?);
    print(&rows, options)
}

struct Row {
    name: String,
    ours: Times,
    bare: Times,
}

impl Both {
    fn create(folder: &Path, articles: Vec<NewArticle>) -> Outcome<Self> {
        let path = folder.join("news.db");
        saving::bring_in(&path, articles.iter().cloned(), articles.len(), &IngestOptions::new())?;
        let mut bare = Bare::create(&folder.join("bare.db"))?;
        bare.save_all(&articles)?;
        Ok(Self { folder: folder.to_owned(), archive: Archive::open(path)?, bare, articles })
    }

    fn describe(&self) -> Outcome {
        let article =
            self.archive.read(|snapshot| snapshot.article(self.id(0)))?.ok_or("the first article")?;
        let captions: usize = article.images.iter().map(|image| image.captions.len()).sum();
        println!(
            "Articles have {} people, {} credits, {} pictures with {captions} captions, {} URL and {} key, and tags as the corpus has\nthem.\n",
            article.people.len(),
            article.credits.len(),
            article.images.len(),
            article.urls.len(),
            article.keys.len(),
        );
        Ok(())
    }

    /// One of the articles, another in every turn.
    fn place(&self, turn: usize) -> usize {
        turn * 7_919 % self.articles.len()
    }

    /// Ids are given in the order of the articles.
    fn id(&self, turn: usize) -> ArticleId {
        ArticleId(self.place(turn) as i64 + 1)
    }

    fn url(&self, turn: usize) -> String {
        self.articles[self.place(turn)].url.clone().unwrap_or_default()
    }

    fn reads(&self) -> Outcome<Vec<Row>> {
        let newest = Query::new().count_to(0);
        let (mut ours, mut theirs, mut our_url, mut their_url) = (0, 0, 0, 0);
        let steps: Vec<(&str, Step<'_>, Step<'_>)> = vec![
            (
                "open, and read a headline",
                Box::new(|| {
                    let archive = Archive::open(self.folder.join("news.db"))?;
                    Ok(archive.search(&Query::new().limit(1).count_to(0))?.hits.len())
                }),
                Box::new(|| {
                    Ok(Bare::open(&self.folder.join("bare.db"), "NORMAL")?
                        .list()?
                        .iter()
                        .map(Listed::size)
                        .sum())
                }),
            ),
            (
                "article with all relations, by id",
                Box::new(move || {
                    ours += 1;
                    let id = self.id(ours);
                    Ok(self
                        .archive
                        .read(|snapshot| snapshot.article(id))?
                        .map_or(0, |article| article.tags.len()))
                }),
                Box::new(move || {
                    theirs += 1;
                    Ok(self.bare.by_id(self.id(theirs).0)?.map_or(0, |read| read.size()))
                }),
            ),
            (
                "article with all relations, by URL",
                Box::new(move || {
                    our_url += 1;
                    self.by_url(&self.url(our_url))
                }),
                Box::new(move || {
                    their_url += 1;
                    Ok(self.bare.by_url(&self.url(their_url))?.map_or(0, |read| read.size()))
                }),
            ),
            (
                "list of the newest 20",
                Box::new(move || Ok(self.archive.search(&newest)?.hits.len())),
                Box::new(|| Ok(self.bare.list()?.iter().map(Listed::size).sum())),
            ),
        ];
        rows(steps)
    }

    fn by_url(&self, url: &str) -> Outcome<usize> {
        let article = self.archive.read(|snapshot| match snapshot.articles_by_url(url)?.first() {
            Some(id) => snapshot.article(*id),
            None => Ok(None),
        })?;
        Ok(article.ok_or_else(|| format!("no article at {url}"))?.tags.len())
    }

    /// One more article in a transaction of its own.
    fn saves(&self) -> Outcome<Vec<Row>> {
        let mut all = Vec::new();
        for (synchronous, file, durability) in DURABLE {
            let (path, bare) =
                (self.folder.join(format!("{file}.db")), self.folder.join(format!("{file}-bare.db")));
            self.archive.backup(&path)?;
            std::fs::copy(self.folder.join("bare.db"), &bare)?;
            let archive = Archive::open_with(&path, &Opening::new().durability(durability))?;
            let mut bare = Bare::open(&bare, synchronous)?;
            let mut more = (0..).map(|turn| self.one_more(turn));
            let mut again = (0..).map(|turn| self.one_more(turn));
            let name = format!("one more article, synchronous = {synchronous}");
            all.extend(rows(vec![(
                name.as_str(),
                Box::new(move || {
                    let Some(article) = more.next() else { return Ok(0) };
                    Ok(usize::from(archive.write(|tx| tx.save(&article))?.id.is_some()))
                }),
                Box::new(move || {
                    let Some(article) = again.next() else { return Ok(0) };
                    bare.save(&[article])?;
                    Ok(1)
                }),
            )])?);
        }
        Ok(all)
    }

    /// An article that is in neither.
    fn one_more(&self, turn: usize) -> NewArticle {
        let number = self.articles.len() + turn;
        let mut article = related::article(number, &self.articles[self.place(turn)]);
        article.headline = format!("{} {number}", article.headline);
        article.keys = vec![dateline::Key::new("more", number.to_string())];
        article
    }

    fn marks(&self) -> Outcome<Row> {
        let mut bare = Bare::open(&self.folder.join("bare.db"), "NORMAL")?;
        let (mut ours, mut theirs) = (0, 0);
        let row = rows(vec![(
            "one mark",
            Box::new(move || {
                ours += 1;
                Ok(self.archive.write(|tx| tx.mark_all([self.id(ours)], "starred"))?)
            }),
            Box::new(move || {
                theirs += 1;
                bare.mark(self.id(theirs).0, "starred")?;
                Ok(1)
            }),
        )])?;
        row.into_iter().next().ok_or_else(|| "a row".into())
    }
}

fn rows(steps: Vec<(&str, Step<'_>, Step<'_>)>) -> Outcome<Vec<Row>> {
    let mut all = Vec::new();
    for (name, ours, bare) in steps {
        let [ours, bare] = <[Times; 2]>::try_from(in_turns(vec![ours, bare])?).map_err(|_| "two steps")?;
        all.push(Row { name: name.to_owned(), ours, bare });
    }
    Ok(all)
}

fn print(rows: &[Row], options: &Options) -> Outcome {
    let mut table = Table::new(&["what", "Dateline, µs", "bare rusqlite, µs", "ratio"]);
    let microseconds =
        |times: &Times| format!("{} ({})", number(times.p50() * 1e3), number(times.p99() * 1e3));
    let ratio = |row: &Row| row.ours.p50() / row.bare.p50();
    for row in rows {
        let cells = [microseconds(&row.ours), microseconds(&row.bare), number(ratio(row))];
        table.row("", &row.name, cells.map(Into::into));
    }
    table.print();
    for row in rows {
        figures::print(&format!("{}, Dateline to bare rusqlite", row.name), ratio(row));
        figures::print(&format!("{}, µs", row.name), row.ours.p50() * 1e3);
    }
    println!();
    let bars: Vec<Bar> = rows
        .iter()
        .flat_map(|row| {
            [("Dateline", &row.ours), ("bare", &row.bare)].map(|(who, times)| Bar {
                name: format!("{who}: {}", row.name),
                value: times.p50() * 1e3,
                is_first: who == "Dateline",
            })
        })
        .collect();
    plot::bars("Small things, µs (on a scale of powers of ten)", 1.0, &bars)
        .show(options.plots.as_deref(), "small")
}

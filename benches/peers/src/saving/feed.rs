//! A feed in a file, as a program that reads feeds is given it.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::NewArticle;

use crate::Outcome;

pub struct Feed {
    path: PathBuf,
    articles: usize,
}

impl Feed {
    pub fn write(folder: &Path, stories: &[NewArticle]) -> Outcome<Self> {
        let mut text = String::from(
            "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>Northern Wire</title><link>https://news.example/</link>\n",
        );
        for (number, story) in stories.iter().enumerate() {
            let at = story.published.map(|at| at.local().and_utc().to_rfc2822()).unwrap_or_default();
            let (headline, body) = (escaped(&story.headline), escaped(&story.body));
            writeln!(
                text,
                "<item><guid>story-{number}</guid><link>https://news.example/{number}</link><pubDate>{at}</pubDate>\
                 <title>{headline}</title><description>{body}</description></item>"
            )?;
        }
        text.push_str("</channel></rss>\n");
        let path = folder.join("feed.xml");
        fs::write(&path, text)?;
        Ok(Self { path, articles: stories.len() })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn articles(&self) -> usize {
        self.articles
    }
}

/// Text twice escaped: what a feed describes an item by is HTML.
fn escaped(text: &str) -> String {
    let visible: String = text.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect();
    let html = visible.replace('&', "&amp;").replace('<', "&lt;");
    html.replace('&', "&amp;").replace('<', "&lt;")
}

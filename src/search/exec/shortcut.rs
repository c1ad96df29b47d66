//! Ways to read less than all that answers.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A way in which a search read less than all that answers. None changes the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Shortcut {
    /// In an order by time, reading stopped when the page was full.
    PageFull,
    /// In an order by score, reading stopped where age alone keeps everything older off the page.
    NothingOlderEnters,
    /// Where one word is the only clause: articles in which it stands too seldom for the page were passed
    /// without reading where it stands.
    SeldomSkipped,
    /// Of alternatives, the terms that together can't bring an article onto the page were looked for only in articles that have
    /// another one.
    WeakTermsFollow,
    /// Words were looked for whatever the language, and only an article that would enter the page was
    /// asked whether they count in its own.
    LanguagesDeferred,
}

impl fmt::Display for Shortcut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PageFull => "stopped when the page was full",
            Self::NothingOlderEnters => "stopped where nothing older can enter the page",
            Self::SeldomSkipped => "passed articles in which the word stands too seldom",
            Self::WeakTermsFollow => "passed articles that have the weakest terms alone",
            Self::LanguagesDeferred => "asked for the language of those articles only that would enter",
        })
    }
}

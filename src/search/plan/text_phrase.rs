//! Words that the index finds, and only the text of an article confirms.

use crate::search::pattern::sequence::Sequence;
use crate::search::plan::phrase::{Columns, Phrase};

/// Words that stand one after another in a text, where the index alone can't tell. The columns of forms hold words of
/// all kinds, and of all fields but the headline, so that neither their neighbours nor their field are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextPhrase {
    /// The phrases of each word: a candidate has one of each.
    pub(crate) words: Vec<Vec<Phrase>>,
    /// If there are any, a candidate has one of these too.
    pub(crate) any: Vec<Phrase>,
    /// The tokens that stand one after another in the text.
    pub(crate) sequence: Sequence,
    /// The columns of which the text is read.
    pub(crate) columns: Columns,
}

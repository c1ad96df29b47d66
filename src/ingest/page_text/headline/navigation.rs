//! Tells menus by their look.

use crate::ingest::page_text::lines::in_title_case;
use crate::ingest::page_text::stamp::header_date;

/// Returns true if the line is a menu: many separators, or many words in title case without an end.
pub fn is_navigation(text: &str) -> bool {
    if header_date(text).is_some() {
        return true;
    }
    let separators = text.matches(['>', '»', '|', '·', '›', '/', '•']).count();
    let is_list = text.chars().count() > 90
        && in_title_case(text)
        && !text.contains([',', ':', '’', '\'', '?', '!', '“', '"']);
    separators >= 3 || is_list
}

//! The body of a page, with the pictures between its paragraphs.

use std::ops::Range;

use super::lines::{Line, ends_sentence};
use super::page::Page;
use super::tags;
use super::zone::{Wall, is_promotion, wall};
use crate::ingest::reading::Field;

/// Items of lists in a page without header that make it one with a menu.
const MENU: usize = 5;

impl Page<'_> {
    /// Takes paragraphs, subheadings and pictures, and returns the line after the last of them.
    pub(super) fn take_body(&mut self, zone: Range<usize>) -> usize {
        let mut end = zone.start;
        // In the shadow of a box of links only a paragraph is text.
        let mut shadow = false;
        for at in zone {
            if self.is_line_of_tags(at) && end > 0 && !self.paragraphs.is_empty() {
                return end;
            }
            if self.take_image(at) || self.take_url(at) {
                end = at + 1;
                continue;
            }
            if self.casts_shadow(at) {
                shadow = true;
            } else if self.is_text(at, shadow) {
                shadow = false;
                self.take_paragraph(at);
                end = at + 1;
            }
        }
        end
    }

    /// Takes the body of a page without a headline. Without a menu all of it is text.
    pub(super) fn take_body_alone(&mut self, zone: Range<usize>) -> usize {
        let has_menu = self.lines.iter().filter(|line| line.bullet).count() > MENU;
        if !has_menu {
            return self.take_all();
        }
        let end = self.take_body(zone);
        if self.paragraphs.is_empty() { self.take_all() } else { end }
    }

    fn take_all(&mut self) -> usize {
        let mut end = 0;
        for at in 0..self.lines.len() {
            if self.is_line_of_tags(at) && end > 0 {
                return end;
            }
            if !self.take_image(at) && !self.take_url(at) {
                self.take_paragraph(at);
            }
            end = at + 1;
        }
        end
    }

    fn take_paragraph(&mut self, at: usize) {
        self.claim(at, Field::Paragraph(self.paragraphs.len()));
        self.paragraphs.push(self.text(at));
    }

    fn is_line_of_tags(&self, at: usize) -> bool {
        !self.is_paragraph(at) && tags::after_label(self.text(at)).is_some_and(|names| !names.is_empty())
    }

    /// Returns true for the beginning of a box: links, promotion, comments.
    fn casts_shadow(&self, at: usize) -> bool {
        let Some(line) = self.lines.get(at) else { return false };
        match wall(line) {
            Some(Wall::Links | Wall::Comments | Wall::Foot) => true,
            None => is_promotion(&line.text) && line.words() > 1,
        }
    }

    /// Returns true if a line of the body belongs to the article's text.
    fn is_text(&self, at: usize, shadow: bool) -> bool {
        let Some(line) = self.lines.get(at) else { return false };
        if is_promotion(&line.text) || tags::after_label(&line.text) == Some("") {
            return false;
        }
        if line.bullet {
            return line.chars() >= 60 && ends_sentence(&line.text);
        }
        if shadow {
            return line.is_paragraph();
        }
        line.is_paragraph() || is_sentence(line, 2) || self.is_subheading(at) || self.is_unfinished(at)
    }

    /// Returns true if the line is short and stands alone, with text right below it.
    fn is_subheading(&self, at: usize) -> bool {
        let Some(line) = self.lines.get(at) else { return false };
        let alone = line.blank_before && self.lines.get(at + 1).is_some_and(|next| next.blank_before);
        let short = (2..=14).contains(&line.words())
            && line.chars() <= 100
            && line.text.contains(char::is_alphabetic);
        let text_below = self.lines.get(at + 1).is_some_and(|next| is_sentence(next, 4));
        alone && short && (text_below || self.is_paragraph(at + 1)) && self.anchor(at).is_none()
    }

    /// Returns true for a paragraph that lacks its full stop, between paragraphs.
    fn is_unfinished(&self, at: usize) -> bool {
        let Some(line) = self.lines.get(at) else { return false };
        let is_long = line.chars() >= 70 && line.words() >= 9 && !super::lines::in_title_case(&line.text);
        let beside = |at: usize| self.is_paragraph(at) || self.is_caption(at);
        is_long
            && at > 0
            && (beside(at - 1) || self.paragraphs.is_empty())
            && beside(at + 1)
            && self.anchor(at).is_none()
    }
}

fn is_sentence(line: &Line<'_>, words: usize) -> bool {
    !line.bullet
        && ends_sentence(&line.text)
        && (line.words() >= words || line.is_unspaced())
        && line.chars() >= 10
}

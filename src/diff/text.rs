//! Compares two texts: by their paragraphs first, and what differs by its words.

use super::pieces::Pieces;
use super::sequence::{Budget, Part};
use super::{DiffPiece, DiffUnit};
use crate::text::has_no_blanks;

/// Returns the pieces of two texts, and the unit by which they were compared.
pub(super) fn compare(old: &str, new: &str) -> (DiffUnit, Vec<DiffPiece>) {
    let mut budget = Budget::default();
    let mut pieces = Pieces::default();
    let (old_lines, new_lines) = (units(old, line), units(new, line));
    let Some(parts) = budget.compare(&old_lines, &new_lines) else {
        pieces.change(old, new);
        return (DiffUnit::Paragraph, pieces.finish());
    };
    let mut unit = DiffUnit::Word;
    for Part { old, new, is_equal } in parts {
        let (old, new) = (old_lines[old].concat(), new_lines[new].concat());
        if is_equal {
            pieces.equal(&old);
        } else if !words(&old, &new, &mut budget, &mut pieces) {
            pieces.change(&old, &new);
            unit = DiffUnit::Paragraph;
        }
    }
    (unit, pieces.finish())
}

/// Compares what stands in the place of what by its words. Returns false, and does nothing, where that would cost too much.
fn words(old: &str, new: &str, budget: &mut Budget, pieces: &mut Pieces) -> bool {
    if old.is_empty() || new.is_empty() {
        pieces.change(old, new);
        return true;
    }
    let (old, new) = (units(old, word), units(new, word));
    let Some(parts) = budget.compare(&old, &new) else { return false };
    let count = parts.iter().filter(|part| !part.old.is_empty() || !part.new.is_empty()).count();
    let parts = parts.into_iter().filter(|part| !part.old.is_empty() || !part.new.is_empty());
    for (number, part) in (1..).zip(parts) {
        let (deleted, inserted) = (old[part.old].concat(), new[part.new].concat());
        // A blank between two changed words is read with them.
        let is_blank = deleted.chars().all(|c| c == ' ');
        if part.is_equal && !(is_blank && pieces.is_changing() && number < count) {
            pieces.equal(&deleted);
        } else {
            pieces.change(&deleted, &inserted);
        }
    }
    true
}

/// Cuts a text into units, each as long as `length` says of what is left.
fn units(text: &str, length: fn(&str) -> usize) -> Vec<&str> {
    let mut rest = text;
    let mut units = Vec::new();
    while !rest.is_empty() {
        // A unit has a character at least, so that each round leaves less.
        let (unit, after) = rest.split_at(length(rest));
        units.push(unit);
        rest = after;
    }
    units
}

/// Returns the length of the first line without its end, or of the line ends that a text begins with.
fn line(text: &str) -> usize {
    let is_end = text.starts_with('\n');
    text.find(|c| (c == '\n') != is_end).unwrap_or(text.len())
}

/// Returns the length of the first word, run of blanks or sign. In scripts without blanks a letter is a word.
fn word(text: &str) -> usize {
    let kind = |c: char| match c {
        c if c.is_whitespace() => Kind::Blank,
        c if has_no_blanks(c) => Kind::Letter,
        c if c.is_alphanumeric() => Kind::Word,
        _ => Kind::Sign,
    };
    let mut chars = text.char_indices();
    let Some((_, first)) = chars.next() else { return 0 };
    let of = kind(first);
    let goes_on = |c: char| match of {
        Kind::Word => kind(c) == Kind::Word || is_mark(c) || matches!(c, '\'' | '’'),
        Kind::Blank => kind(c) == Kind::Blank && c != '\n' && first != '\n',
        Kind::Letter | Kind::Sign => is_mark(c),
    };
    chars.find(|(_, c)| !goes_on(*c)).map_or(text.len(), |(at, _)| at)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    Word,
    Letter,
    Sign,
}

/// Returns true for marks that belong to the letter before them.
fn is_mark(c: char) -> bool {
    use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};
    c.general_category_group() == GeneralCategoryGroup::Mark || c == '\u{200D}'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(old: &str, new: &str) -> String {
        let mark = |piece: &DiffPiece| match piece {
            DiffPiece::Equal(text) => text.clone(),
            DiffPiece::Deleted(text) => format!("[-{text}-]"),
            DiffPiece::Inserted(text) => format!("{{+{text}+}}"),
        };
        compare(old, new).1.iter().map(mark).collect()
    }

    #[test]
    fn words_that_changed_stand_side_by_side() {
        assert_eq!(
            marked("Fog held up the ferry.", "Thick fog held up the old ferry"),
            "[-Fog-]{+Thick fog+} held up the {+old +}ferry[-.-]"
        );
        assert_eq!(marked("two old boats", "three new boats"), "[-two old-]{+three new+} boats");
        assert_eq!(marked("the mayor's car", "the mayor's bicycle"), "the mayor's [-car-]{+bicycle+}");
        assert_eq!(marked("", "Fog"), "{+Fog+}");
        assert_eq!(marked("Fog", ""), "[-Fog-]");
    }

    #[test]
    fn a_paragraph_that_is_new_leaves_the_others_alone() {
        assert_eq!(marked("One.\n\nThree.", "One.\n\nTwo.\n\nThree."), "One.\n\n{+Two.\n\n+}Three.");
        assert_eq!(marked("One. Two.", "One.\n\nTwo."), "One.[- -]{+\n\n+}Two.");
    }

    #[test]
    fn letters_are_words_where_there_are_no_blanks() {
        assert_eq!(marked("橋が開通した。", "橋が閉鎖した。"), "橋が[-開通-]{+閉鎖+}した。");
        assert_eq!(marked("สะพานเก่า", "สะพานใหม่"), "สะพาน[-เก่า-]{+ใหม่+}");
        assert_eq!(marked("cafe\u{301}s", "cafes"), "[-cafe\u{301}s-]{+cafes+}");
    }

    #[test]
    fn more_than_can_be_compared_is_compared_by_paragraphs_or_at_once() {
        let text = |word: &str| (0..5_000).map(|n| format!("{word}{n} ")).collect::<String>();
        let (old, new) = (format!("Fog.\n\n{}", text("a")), format!("Fog.\n\n{}", text("b")));
        let (unit, pieces) = compare(&old, &new);
        assert_eq!((unit, pieces.len()), (DiffUnit::Paragraph, 3));
        assert_eq!(pieces[0], DiffPiece::Equal("Fog.\n\n".into()));
        let (unit, pieces) = compare(&text("a").replace(' ', "\n"), &text("b").replace(' ', "\n"));
        assert_eq!((unit, pieces.len()), (DiffUnit::Paragraph, 2));
        // However long, one word is one word.
        let (unit, pieces) = compare(&format!("{}end", text("a")), &format!("{}End", text("a")));
        assert_eq!((unit, pieces.len()), (DiffUnit::Word, 3));
    }
}

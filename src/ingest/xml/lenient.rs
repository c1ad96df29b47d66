//! Documents with faults: what stands before a fault is kept, and reading goes on at the next item.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::build::{Builder, line};
use super::document::{Document, PartKind};
use super::limits::MAX_TEXT;
use crate::ingest::warning::Unreadable;

/// Faults after which nothing more is read.
const MOST_FAULTS: usize = 100;

/// A document of which some was no XML.
#[derive(Debug)]
pub struct Mended {
    pub document: Document,
    /// Its first fault, with its line.
    pub fault: Option<(usize, String)>,
    /// The number of faults.
    pub faults: usize,
}

/// Reads a document as far as it can be read. An end tag closes the nearest open element of its name, and one that
/// closes none is passed over. After a fault, reading goes on at the next element with one of these names.
///
/// # Errors
///
/// [`Unreadable::Xml`] if there is no element in it; [`Unreadable::TooLarge`] beyond 16 MiB.
pub fn parse_as_far(text: &str, items: &[&str]) -> Result<Mended, Unreadable> {
    if text.len() > MAX_TEXT {
        return Err(Unreadable::TooLarge { size: text.len() });
    }
    let mut builder = Builder::default();
    let (mut fault, mut faults, mut at) = (None, 0, 0);
    while let Err((read, reason)) = read_into(text.get(at..).unwrap_or_default(), &mut builder) {
        at += read;
        fault.get_or_insert_with(|| (line(text, at as u64), reason));
        faults += 1;
        match next_item(text, at, items) {
            Some(next) if faults < MOST_FAULTS => at = next,
            _ => break,
        }
        builder.leave_item(items);
    }
    let is_cut = !builder.open.is_empty() && fault.is_none();
    if is_cut {
        (fault, faults) = (Some((line(text, text.len() as u64), "it ends within an element".to_owned())), 1);
    }
    while !builder.open.is_empty() {
        builder.end();
    }
    let document = builder.finish().map_err(|reason| {
        let (line, reason) = fault.clone().unwrap_or((1, reason));
        Unreadable::Xml { line, reason }
    })?;
    Ok(Mended { document, fault, faults })
}

/// Reads up to the end, or to a fault: then how many bytes were read, and the reason.
fn read_into(text: &str, builder: &mut Builder) -> Result<(), (usize, String)> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    let place = |position: u64| usize::try_from(position).unwrap_or(text.len()).min(text.len());
    loop {
        let event =
            reader.read_event().map_err(|error| (place(reader.error_position()) + 1, error.to_string()))?;
        if matches!(event, Event::Eof) {
            return Ok(());
        }
        builder.take(event).map_err(|reason| (place(reader.buffer_position()), reason))?;
    }
}

/// Returns where the next start tag of an item stands.
fn next_item(text: &str, from: usize, items: &[&str]) -> Option<usize> {
    let rest = text.get(from..)?;
    let is_item = |at: &usize| {
        let name = rest.get(at + 1..).unwrap_or_default();
        let after = items.iter().find_map(|item| name.strip_prefix(item));
        after.is_some_and(|after| after.starts_with(|c: char| c == '>' || c.is_whitespace()))
    };
    rest.match_indices('<').map(|(at, _)| at).find(is_item).map(|at| from + at)
}

impl Builder {
    fn take(&mut self, event: Event) -> Result<(), String> {
        match event {
            Event::Start(tag) => self.start(&tag)?,
            Event::Empty(tag) => {
                self.start(&tag)?;
                self.end();
            }
            Event::End(tag) => self.end_named(tag.name().into_inner()),
            // What stands beside the outermost element is passed over.
            _ if self.open.is_empty() => {}
            Event::Text(text) => {
                let text = text.xml10_content();
                self.append(|out| out.push_str(&text))?;
            }
            Event::CData(text) => {
                let text = text.xml10_content();
                self.append(|out| out.push_str(&text))?;
            }
            Event::GeneralRef(name) => self.reference(&name)?,
            _ => {}
        }
        Ok(())
    }

    /// Closes the nearest open element of this name, and what is open in it.
    fn end_named(&mut self, name: &str) {
        let local = name.split_once(':').map_or(name, |(_, local)| local).trim_end();
        let Some(at) = self.open.iter().rposition(|(at, _)| self.name(*at) == local) else { return };
        while self.open.len() > at {
            self.end();
        }
    }

    /// Closes the item that is open.
    fn leave_item(&mut self, items: &[&str]) {
        let Some(at) = self.open.iter().position(|(at, _)| items.contains(&self.name(*at))) else { return };
        while self.open.len() > at {
            self.end();
        }
    }

    fn name(&self, at: u32) -> &str {
        match self.document.parts.get(at as usize).map(|part| &part.kind) {
            Some(PartKind::Element { name, .. }) => self.document.slice(*name),
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: &str, faults: usize) {
        let mended = parse_as_far(text, &["item"]).unwrap();
        assert_eq!((&*mended.document.root().markup(), mended.faults), (expected, faults), "{text}");
    }

    #[test]
    fn what_stands_before_a_fault_is_kept() {
        reads("<r><item>a</item><item>b</item></r>", "<item>a</item><item>b</item>", 0);
        reads("<r><item>a</item><item>b", "<item>a</item><item>b</item>", 1);
        reads("<r><item>a<b c=></item><item>d</item></r>", "<item>a</item><item>d</item>", 1);
        reads("<r><item>a & b &nbsp; &amp;</item></r>", "<item>a &amp; b &amp;nbsp; &amp;</item>", 0);
        reads("<r><item>a<b>c</item>d</e></r>", "<item>a<b>c</b></item>d", 0);
        reads("<r>a</r> junk <s>b</s>", "a", 1);
    }

    #[test]
    fn what_is_no_xml_is_refused() {
        for text in ["", "fog", "<!-- -->", "<"] {
            assert!(matches!(parse_as_far(text, &["item"]), Err(Unreadable::Xml { .. })), "{text}");
        }
    }

    #[test]
    fn faults_in_plenty_are_not_all_passed_over() {
        let text = format!("<r>{}", "<item><!-- ".repeat(100_000));
        assert_eq!(parse_as_far(&text, &["item"]).unwrap().faults, MOST_FAULTS);
    }
}

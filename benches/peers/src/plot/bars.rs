//! Bars, a name each.

use super::{Anchor, COLOURS, LETTER, Plot, TOP, put, rect, short, text};

const ROW: f64 = 22.0;
const ROOM: f64 = 380.0;
/// What is left for a number at the end of a bar.
const NUMBER: f64 = 60.0;

pub struct Bar {
    pub name: String,
    pub value: f64,
    /// True if it is drawn in the first colour, and not the second.
    pub is_first: bool,
}

/// Bars that begin at a value; if that is not 0, on a scale of powers of ten.
pub fn bars(title: &str, from: f64, bars: &[Bar]) -> Plot {
    let longest = bars.iter().map(|bar| bar.name.chars().count()).max().unwrap_or(0);
    let names = longest as f64 * LETTER + 16.0;
    let place = |value: f64| if from > 0.0 { value.log10() } else { value };
    let values = || bars.iter().map(|bar| place(bar.value)).chain([place(from)]);
    let (least, most) = (values().fold(f64::MAX, f64::min), values().fold(f64::MIN, f64::max));
    let x = |value: f64| names + (place(value) - least) / (most - least).max(1e-9) * ROOM;
    let mut body = String::new();
    for (row, bar) in bars.iter().enumerate() {
        let y = TOP + row as f64 * ROW;
        let (left, right) = (x(from.min(bar.value)), x(from.max(bar.value)));
        text(&mut body, names - 8.0, y + 12.0, Anchor::End, &bar.name);
        rect(&mut body, left, y, (right - left).max(1.0), COLOURS[usize::from(!bar.is_first)]);
        text(&mut body, right + 5.0, y + 12.0, Anchor::Start, &short(bar.value));
    }
    let height = TOP + bars.len() as f64 * ROW;
    put(&mut body, format_args!(r#"<path class="axis" d="M{:.1} {:.0}V{height:.0}"/>"#, x(from), TOP - 6.0));
    let said: Vec<String> = bars.iter().map(|bar| format!("{} {}", bar.name, short(bar.value))).collect();
    let (width, height) = (names + ROOM + NUMBER, height + 12.0);
    Plot { title: title.into(), said: said.join("; "), width, height, body }
}

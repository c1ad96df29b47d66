//! Plots as SVG, small enough to be read and compared by hand.

use std::fmt::{self, Write};
use std::fs;
use std::path::Path;

use crate::Outcome;

const WIDTH: f64 = 720.0;
/// What is left for names on the left, and for numbers on the right.
const NAMES: f64 = 290.0;
const NUMBERS: f64 = 60.0;
const ROW: f64 = 24.0;
const TOP: f64 = 48.0;
const HEIGHT: f64 = 300.0;
/// Colours that can be told apart on white and on black, and without seeing red and green as two.
const COLOURS: [&str; 6] = ["#2f7fd0", "#d9822b", "#3a9d7c", "#b05fb5", "#8a8f98", "#c0504d"];
const STYLE: &str = "text { font: 12px sans-serif; fill: #1f2328 } .title { font-weight: bold } .axis { stroke: #8a8f98; fill: none } \
     @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } }";

/// A plot that is written to a file, and shown by a page.
pub struct Plot {
    title: String,
    /// What it shows, in words.
    said: String,
    height: f64,
    body: String,
}

/// Bars from one value, a name each: with values that differ by more than their length can show, on a scale of powers of ten.
pub fn bars(title: &str, from: f64, rows: &[(String, f64)]) -> Plot {
    let logarithmic = from > 0.0;
    let place = |value: f64| if logarithmic { value.log10() } else { value };
    let values = || rows.iter().map(|(_, value)| place(*value)).chain([place(from)]);
    let (least, most) = (values().fold(f64::MAX, f64::min), values().fold(f64::MIN, f64::max));
    let room = WIDTH - NAMES - NUMBERS;
    let x = |value: f64| NAMES + (place(value) - least) / (most - least).max(1e-9) * room;
    let mut body = String::new();
    for (row, (name, value)) in rows.iter().enumerate() {
        let y = TOP + row as f64 * ROW;
        let (left, right) = (x(from.min(*value)), x(from.max(*value)));
        let colour = if name.starts_with("Dateline") { COLOURS[0] } else { COLOURS[1] };
        let width = (right - left).max(1.0);
        line(
            &mut body,
            format_args!(
                r#"<text x="{:.0}" y="{:.0}" text-anchor="end">{}</text>"#,
                NAMES - 8.0,
                y + 15.0,
                escaped(name)
            ),
        );
        line(
            &mut body,
            format_args!(
                r#"<rect x="{left:.1}" y="{:.0}" width="{width:.1}" height="16" fill="{colour}"/>"#,
                y + 2.0
            ),
        );
        line(
            &mut body,
            format_args!(r#"<text x="{:.1}" y="{:.0}">{}</text>"#, right + 5.0, y + 15.0, short(*value)),
        );
    }
    let height = TOP + rows.len() as f64 * ROW;
    line(&mut body, format_args!(r#"<path class="axis" d="M{:.1} {:.0}V{height:.0}"/>"#, x(from), TOP - 4.0));
    let said =
        rows.iter().map(|(name, value)| format!("{name} {}", short(*value))).collect::<Vec<_>>().join("; ");
    Plot { title: title.into(), said, height: height + 12.0, body }
}

/// A line of points.
pub struct Line {
    pub name: String,
    pub points: Vec<(f64, f64)>,
}

/// Lines over an axis of powers: the values of the first are those that are named below it.
pub fn lines(title: &str, below: &str, beside: &str, lines: &[Line]) -> Plot {
    let points = || lines.iter().flat_map(|line| &line.points);
    let (first, last) =
        points().fold((f64::MAX, f64::MIN), |(least, most), (x, _)| (least.min(*x), most.max(*x)));
    let most = points().fold(0.0, |most: f64, (_, y)| most.max(*y));
    let (left, right, bottom) = (60.0, WIDTH - 230.0, HEIGHT - 40.0);
    let x = |value: f64| left + (value / first).ln() / (last / first).ln().max(1e-9) * (right - left);
    let y = |value: f64| bottom - value / most.max(1e-9) * (bottom - TOP);
    let mut body = String::new();
    line(&mut body, format_args!(r#"<path class="axis" d="M{left} {TOP}V{bottom}H{right}"/>"#));
    for quarter in 0..=4 {
        let value = most * f64::from(quarter) / 4.0;
        line(
            &mut body,
            format_args!(
                r#"<text x="{}" y="{:.0}" text-anchor="end">{}</text>"#,
                left - 6.0,
                y(value) + 4.0,
                short(value)
            ),
        );
    }
    for (value, _) in lines.first().map_or(&[][..], |line| &line.points) {
        line(
            &mut body,
            format_args!(
                r#"<text x="{:.0}" y="{:.0}" text-anchor="middle">{}</text>"#,
                x(*value),
                bottom + 16.0,
                short(*value)
            ),
        );
    }
    line(
        &mut body,
        format_args!(
            r#"<text x="{:.0}" y="{:.0}" text-anchor="middle">{}</text>"#,
            (left + right) / 2.0,
            HEIGHT - 6.0,
            escaped(below)
        ),
    );
    line(&mut body, format_args!(r#"<text x="8" y="{:.0}">{}</text>"#, TOP - 10.0, escaped(beside)));
    for (place, one) in lines.iter().enumerate() {
        let colour = COLOURS[place % COLOURS.len()];
        let path: Vec<String> =
            one.points.iter().map(|(at, value)| format!("{:.1},{:.1}", x(*at), y(*value))).collect();
        line(
            &mut body,
            format_args!(
                r#"<polyline points="{}" fill="none" stroke="{colour}" stroke-width="2"/>"#,
                path.join(" ")
            ),
        );
        let key = TOP + 10.0 + place as f64 * 20.0;
        line(
            &mut body,
            format_args!(
                r#"<rect x="{:.0}" y="{:.0}" width="12" height="12" fill="{colour}"/>"#,
                right + 20.0,
                key - 10.0
            ),
        );
        line(
            &mut body,
            format_args!(r#"<text x="{:.0}" y="{key:.0}">{}</text>"#, right + 38.0, escaped(&one.name)),
        );
    }
    let said = lines.iter().map(|line| {
        let points: Vec<String> =
            line.points.iter().map(|(x, y)| format!("{} at {}", short(*y), short(*x))).collect();
        format!("{}: {}", line.name, points.join(", "))
    });
    Plot { title: title.into(), said: said.collect::<Vec<_>>().join("; "), height: HEIGHT, body }
}

impl Plot {
    /// Writes it to a folder, and prints the link that shows it; without a folder, neither.
    pub fn show(&self, folder: Option<&Path>, name: &str) -> Outcome {
        let Some(folder) = folder else { return Ok(()) };
        fs::create_dir_all(folder)?;
        fs::write(folder.join(format!("{name}.svg")), self.to_string())?;
        println!("![{}: {}](plots/{name}.svg)\n", self.title, self.said);
        Ok(())
    }
}

impl fmt::Display for Plot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { height, body, .. } = self;
        let (title, said) = (escaped(&self.title), escaped(&self.said));
        writeln!(
            f,
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="title said">"#
        )?;
        writeln!(f, r#"<title id="title">{title}</title>"#)?;
        writeln!(f, r#"<desc id="said">{said}</desc>"#)?;
        writeln!(f, "<style>{STYLE}</style>")?;
        writeln!(f, r#"<text class="title" x="8" y="20">{title}</text>"#)?;
        writeln!(f, "{body}</svg>")
    }
}

fn line(body: &mut String, text: fmt::Arguments<'_>) {
    // Writing to a string can't fail.
    let _ = writeln!(body, "{text}");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A number of an axis: no more digits than tell it from its neighbours.
fn short(value: f64) -> String {
    match value.abs() {
        0.0 => "0".into(),
        large if large >= 100.0 => crate::table::count(value.round() as u64),
        middle if middle >= 10.0 => format!("{value:.1}"),
        unit if unit >= 0.1 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

//! Lines over an axis that multiplies.

use super::{Anchor, COLOURS, Plot, TOP, put, rect, short, text};

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 300.0;
const LEFT: f64 = 60.0;
const RIGHT: f64 = WIDTH - 230.0;
const BOTTOM: f64 = HEIGHT - 40.0;

/// Points from left to right.
pub struct Line {
    pub name: String,
    pub points: Vec<(f64, f64)>,
}

/// Lines with what is measured beside the axis and what it is measured by below; the places of the first are named there.
pub fn lines(title: &str, below: &str, beside: &str, lines: &[Line]) -> Plot {
    let points = || lines.iter().flat_map(|line| &line.points);
    let (first, last) =
        points().fold((f64::MAX, f64::MIN), |(least, most), (x, _)| (least.min(*x), most.max(*x)));
    let most = points().fold(0.0, |most: f64, (_, y)| most.max(*y));
    let x = |value: f64| LEFT + (value / first).ln() / (last / first).ln().max(1e-9) * (RIGHT - LEFT);
    let y = |value: f64| BOTTOM - value / most.max(1e-9) * (BOTTOM - TOP);

    let mut body = String::new();
    put(&mut body, format_args!(r#"<path class="axis" d="M{LEFT} {TOP}V{BOTTOM}H{RIGHT}"/>"#));
    for quarter in 0..=4 {
        let value = most * f64::from(quarter) / 4.0;
        text(&mut body, LEFT - 6.0, y(value) + 4.0, Anchor::End, &short(value));
    }
    for (value, _) in lines.first().map_or(&[][..], |line| &line.points) {
        text(&mut body, x(*value), BOTTOM + 16.0, Anchor::Middle, &short(*value));
    }
    text(&mut body, (LEFT + RIGHT) / 2.0, HEIGHT - 6.0, Anchor::Middle, below);
    text(&mut body, 8.0, TOP - 10.0, Anchor::Start, beside);
    for (place, line) in lines.iter().enumerate() {
        let colour = COLOURS[place % COLOURS.len()];
        let path: Vec<String> =
            line.points.iter().map(|(at, value)| format!("{:.1},{:.1}", x(*at), y(*value))).collect();
        let path = path.join(" ");
        put(
            &mut body,
            format_args!(r#"<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>"#),
        );
        let key = TOP + place as f64 * 20.0;
        rect(&mut body, RIGHT + 20.0, key, 14.0, colour);
        text(&mut body, RIGHT + 40.0, key + 11.0, Anchor::Start, &line.name);
    }
    Plot { title: title.into(), said: said(lines), width: WIDTH, height: HEIGHT, body }
}

fn said(lines: &[Line]) -> String {
    let line = |line: &Line| {
        let points: Vec<String> =
            line.points.iter().map(|(x, y)| format!("{} at {}", short(*y), short(*x))).collect();
        format!("{}: {}", line.name, points.join(", "))
    };
    lines.iter().map(line).collect::<Vec<_>>().join("; ")
}

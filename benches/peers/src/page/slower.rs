//! What is slower than a peer, by the figures of the page.

use std::fmt::Write;

use crate::figures::Figure;
use crate::plot::{self, Bar, Plot};

/// Returns a bar for each figure that compares Dateline with a peer, the slowest first.
pub fn plot(page: &str) -> Plot {
    let mut figures: Vec<Figure<'_>> = Figure::all(page).filter(Figure::is_beside_a_peer).collect();
    figures.sort_by(|a, b| b.ratio.total_cmp(&a.ratio));
    let bar = |figure: &Figure<'_>| Bar {
        name: figure.name.replace("Dateline to ", "beside "),
        value: figure.ratio,
        is_first: figure.ratio <= 1.0,
    };
    let bars: Vec<Bar> = figures.iter().map(bar).collect();
    plot::bars("Dateline beside its peers: how many times as long, on a scale of powers of ten", 1.0, &bars)
}

/// Returns the table of all figures that compare Dateline with a peer and are above 1, the greatest first, and below it those that
/// are so for some questions only.
pub fn than_a_peer(page: &str) -> String {
    let beside_peers = || Figure::all(page).filter(Figure::is_beside_a_peer);
    let mut slower: Vec<Figure<'_>> = beside_peers().filter(|figure| figure.ratio > 1.0).collect();
    slower.sort_by(|a, b| b.ratio.total_cmp(&a.ratio));
    let mut text = String::from("| what | times as long, or as large |\n| --- | --- |\n");
    for figure in &slower {
        line(&mut text, figure);
    }
    text.push_str(
        "\nAs fast or faster in the mean, and slower at times:\n\n| what | ratios |\n| --- | --- |\n",
    );
    for figure in beside_peers().filter(|figure| figure.ratio <= 1.0 && figure.is_slower_at_times()) {
        line(&mut text, &figure);
    }
    let faster = beside_peers().filter(|figure| figure.ratio <= 1.0 && !figure.is_slower_at_times());
    text.push_str("\nNever slower:\n\n| what | ratios |\n| --- | --- |\n");
    for figure in faster {
        line(&mut text, &figure);
    }
    text
}

fn line(text: &mut String, figure: &Figure<'_>) {
    // Writing to a string can't fail.
    let _ = writeln!(text, "| {} | {} |", figure.name, figure.text);
}

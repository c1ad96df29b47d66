//! Fits the weights by which page text finds a headline, `src/ingest/page_text/headline/weights.rs`, on real and invented
//! pages together: a conditional logit over the lines of a page.

use dateline::ingest::headline_candidates;

/// A page and its headline.
pub struct Page {
    pub text: String,
    pub headline: String,
    /// Pages of one group are never in the fitted and in the tried part together.
    pub group: String,
    /// How much it counts.
    pub weight: f32,
}

/// The lines of a page that may be its headline, and which of them are.
struct Choice {
    lines: Vec<(Vec<f32>, bool)>,
    group: usize,
    weight: f32,
}

const ROUNDS: usize = 300;
const PARTS: usize = 5;
/// Pulls the weights towards nothing.
const SHRINK: f32 = 0.02;

/// Prints how often the headline is found on pages that weren't fitted on, and the weights fitted on all.
pub fn print(pages: &[Page]) {
    let choices: Vec<Choice> = pages.iter().filter_map(choice).collect();
    let tried: Vec<(f32, f32)> = (0..PARTS)
        .map(|part| {
            let (own, others): (Vec<&Choice>, Vec<&Choice>) =
                choices.iter().partition(|choice| choice.group % PARTS == part);
            let weights = fit(&others);
            found(&own, &weights)
        })
        .collect();
    let sum = |of: fn(&(f32, f32)) -> f32| tried.iter().map(of).sum::<f32>();
    println!(
        "headline among {} pages, not fitted on: {:.3}",
        choices.len(),
        sum(|part| part.0) / sum(|part| part.1).max(1.0)
    );
    let all: Vec<&Choice> = choices.iter().collect();
    let weights = fit(&all);
    let (good, of) = found(&all, &weights);
    println!("fitted on: {:.3}\n{weights:.2?}", good / of.max(1.0));
}

fn choice(page: &Page) -> Option<Choice> {
    let wanted = letters(&page.headline);
    let lines: Vec<(Vec<f32>, bool)> = headline_candidates(&page.text)
        .into_iter()
        .map(|(text, features)| (features, letters(&text) == wanted))
        .collect();
    let is_choice = lines.iter().any(|line| line.1) && lines.iter().any(|line| !line.1);
    let group = page.group.bytes().fold(7_usize, |sum, byte| (sum * 31 + usize::from(byte)) % 9973);
    is_choice.then_some(Choice { lines, group, weight: page.weight })
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn score(features: &[f32], weights: &[f32]) -> f32 {
    features.iter().zip(weights).map(|(feature, weight)| feature * weight).sum()
}

/// Climbs to the weights under which the headlines are likeliest, each weight with a step of its own (AdaGrad).
fn fit(choices: &[&Choice]) -> Vec<f32> {
    let count = choices.first().and_then(|choice| choice.lines.first()).map_or(0, |line| line.0.len());
    let (mut weights, mut squares) = (vec![0.0; count], vec![1e-6_f32; count]);
    for _ in 0..ROUNDS {
        let mut slope = vec![0.0; count];
        for choice in choices {
            add_slope(choice, &weights, &mut slope);
        }
        for ((weight, square), slope) in weights.iter_mut().zip(&mut squares).zip(slope) {
            let slope = slope - SHRINK * *weight * choices.len() as f32 / 20.0;
            *square += slope * slope;
            *weight += 0.5 * slope / square.sqrt();
        }
    }
    weights
}

/// Adds the slope of the logarithm of the chance that one of the right lines is chosen.
fn add_slope(choice: &Choice, weights: &[f32], slope: &mut [f32]) {
    let scores: Vec<f32> = choice.lines.iter().map(|line| score(&line.0, weights)).collect();
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let chances: Vec<f32> = scores.iter().map(|score| (score - most).exp()).collect();
    let all: f32 = chances.iter().sum();
    let right: f32 =
        choice.lines.iter().zip(&chances).filter(|(line, _)| line.1).map(|(_, chance)| chance).sum();
    for ((features, is_right), chance) in
        choice.lines.iter().zip(&chances).map(|(line, chance)| ((&line.0, line.1), chance))
    {
        let pull = if is_right { chance / right.max(1e-9) } else { 0.0 } - chance / all;
        for (slope, feature) in slope.iter_mut().zip(features) {
            *slope += choice.weight * pull * feature;
        }
    }
}

/// Returns how many headlines are the best line of their page, and of how many pages, each by its weight.
fn found(choices: &[&Choice], weights: &[f32]) -> (f32, f32) {
    let is_found = |choice: &&Choice| {
        let best = choice.lines.iter().max_by(|a, b| score(&a.0, weights).total_cmp(&score(&b.0, weights)));
        best.is_some_and(|line| line.1)
    };
    let good = choices.iter().filter(|choice| is_found(choice)).map(|choice| choice.weight).sum();
    (good, choices.iter().map(|choice| choice.weight).sum())
}

/// Returns an invented page with its headline changed one thing at a time.
pub fn variants(page: &Page) -> Vec<Page> {
    let stopped = format!("{}.", page.headline.trim_end_matches('.'));
    let long = format!(
        "{}, officials tell a committee that met behind closed doors twice this month and won't say why",
        page.headline
    );
    let changed = [
        stopped,
        format!("{} after a call from the U.S.", page.headline),
        page.headline.to_uppercase(),
        "A quiet week".to_owned(),
        long,
        format!("{} - report", page.headline),
        format!("{}: 'We saw it coming'", page.headline),
    ];
    let with = |headline: String| Page {
        text: page.text.replacen(&page.headline, &headline, 1),
        headline,
        group: page.group.clone(),
        weight: page.weight / 4.0,
    };
    let mut variants: Vec<Page> = changed.into_iter().map(with).collect();
    variants.extend(with_line_below(page, |line| line.trim_end_matches('.').to_owned()));
    variants.extend(with_line_below(page, |line| {
        format!("{} • Two more to follow • Ministry silent", line.trim_end_matches('.'))
    }));
    variants
}

/// Changes the line below the headline, its standfirst.
fn with_line_below(page: &Page, change: impl Fn(&str) -> String) -> Option<Page> {
    let (before, rest) = page.text.split_once(&format!("\n{}\n", page.headline))?;
    let below = rest.lines().find(|line| line.ends_with('.') && line.split(' ').count() > 5)?;
    let text = format!("{before}\n{}\n{}", page.headline, rest.replacen(below, &change(below), 1));
    let near = rest.find(below).is_some_and(|at| at < 3);
    near.then(|| Page {
        text,
        headline: page.headline.clone(),
        group: page.group.clone(),
        weight: page.weight / 2.0,
    })
}

//! Measures of the quality of a ranking.

use std::collections::HashMap;

/// Means over the questions of a set.
#[derive(Clone, Copy, Default)]
pub struct Marks {
    pub ndcg: f64,
    pub map: f64,
    pub mrr: f64,
}

const DEPTH: usize = 10;

/// `rankings` in the order of `judged`.
pub fn marks(rankings: &[Vec<String>], judged: &[&HashMap<String, u32>]) -> Marks {
    let mut sum = Marks::default();
    for (ranking, judged) in rankings.iter().zip(judged) {
        sum.ndcg += ndcg(ranking, judged);
        sum.map += average_precision(ranking, judged);
        sum.mrr += reciprocal_rank(ranking, judged);
    }
    let of = rankings.len().max(1) as f64;
    Marks { ndcg: sum.ndcg / of, map: sum.map / of, mrr: sum.mrr / of }
}

/// Returns the nDCG of the first ten, with the grade itself as the gain.
fn ndcg(ranking: &[String], judged: &HashMap<String, u32>) -> f64 {
    let gained = discounted(ranking.iter().map(|id| judged.get(id).copied().unwrap_or(0)));
    let mut best: Vec<u32> = judged.values().copied().collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    gained / discounted(best.into_iter())
}

fn discounted(grades: impl Iterator<Item = u32>) -> f64 {
    grades.take(DEPTH).enumerate().map(|(place, grade)| f64::from(grade) / (place as f64 + 2.0).log2()).sum()
}

fn average_precision(ranking: &[String], judged: &HashMap<String, u32>) -> f64 {
    let (mut good, mut sum) = (0.0, 0.0);
    for (place, id) in ranking.iter().enumerate() {
        if judged.contains_key(id) {
            good += 1.0;
            sum += good / (place + 1) as f64;
        }
    }
    sum / judged.len() as f64
}

fn reciprocal_rank(ranking: &[String], judged: &HashMap<String, u32>) -> f64 {
    ranking.iter().position(|id| judged.contains_key(id)).map_or(0.0, |place| 1.0 / (place + 1) as f64)
}

//! Leaves out of a history what its failure doesn't need.

use crate::failure::Failure;
use crate::step::{Step, Turn};

/// The most plays that are spent on one history.
const MOST_PLAYS: usize = 400;

/// Returns a history that fails in few steps, and how.
pub fn shrink(
    mut history: Vec<Turn>,
    mut failure: Failure,
    run: impl Fn(&[Turn]) -> Result<(), (usize, Failure)>,
) -> (Vec<Turn>, Failure) {
    let mut plays = MOST_PLAYS;
    let mut length = history.len() / 2;
    while length > 0 {
        let mut place = 0;
        while place < history.len() && plays > 0 {
            let mut shorter = history.clone();
            shorter.drain(place..(place + length).min(history.len()));
            plays -= 1;
            match run(&shorter) {
                Err((last, other)) => {
                    shorter.truncate(last + 1);
                    (history, failure) = (shorter, other);
                }
                Ok(()) => place += length,
            }
        }
        length /= 2;
    }
    leave_out_items(&mut history, &mut failure, plays, run);
    (history, failure)
}

fn leave_out_items(
    history: &mut Vec<Turn>,
    failure: &mut Failure,
    mut plays: usize,
    run: impl Fn(&[Turn]) -> Result<(), (usize, Failure)>,
) {
    let mut place = 0;
    while place < history.len() {
        let mut item = 0;
        while plays > 0 {
            let mut shorter = history.clone();
            let Some(Step::Save { items, .. }) = shorter.get_mut(place).map(|turn| &mut turn.step) else {
                break;
            };
            if item >= items.len() || items.len() == 1 {
                break;
            }
            items.remove(item);
            plays -= 1;
            match run(&shorter) {
                Err((last, other)) => {
                    shorter.truncate(last + 1);
                    (*history, *failure) = (shorter, other);
                }
                Ok(()) => item += 1,
            }
        }
        place += 1;
    }
}

/// Writes a history out, articles as the JSON in which they can be saved.
pub fn written(history: &[Turn]) -> String {
    let lines = history.iter().map(|turn| match &turn.step {
        Step::Save { source, items, cut } => {
            let items = items.iter().map(|item| serde_json::to_string(&item.new).unwrap_or_default());
            format!("Save {cut:?} from {source:?}\n    {}", items.collect::<Vec<_>>().join("\n    "))
        }
        step => format!("{step:?}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

//! Ctrl-C.

use std::process;

use dateline::CancelToken;
use indicatif::ProgressBar;

use crate::cli::ending::INTERRUPTED;
use crate::cli::output;

/// Cancels a token at Ctrl-C, and says so above the bar that is shown, unless nothing is to be said. Another one ends the
/// program at once: what was stored stays.
pub fn cancel_at_interrupt(token: &CancelToken, bar: Option<ProgressBar>, is_quiet: bool) {
    let token = token.clone();
    let mut is_pressed = false;
    let handled = ctrlc::set_handler(move || {
        if std::mem::replace(&mut is_pressed, true) {
            process::exit(INTERRUPTED.into());
        }
        let say = || output::error("note: what was read is being stored; Ctrl-C once more ends at once");
        match &bar {
            _ if is_quiet => {}
            Some(bar) => bar.suspend(say),
            None => say(),
        }
        // Last, so that nothing of the ending is said before.
        token.cancel();
    });
    if let Err(error) = handled {
        output::error(format_args!("note: Ctrl-C ends the program at once: {error}"));
    }
}

//! Ctrl-C.

use std::process;

use dateline::CancelToken;
use indicatif::ProgressBar;

use crate::cli::ending::INTERRUPTED;
use crate::cli::output;

/// Cancels a token at Ctrl-C, and says so above the bar that is shown. Another one ends the program at once: what was stored
/// stays.
pub fn cancel_at_interrupt(token: &CancelToken, bar: Option<ProgressBar>) {
    let token = token.clone();
    let handled = ctrlc::set_handler(move || {
        if token.is_canceled() {
            process::exit(INTERRUPTED.into());
        }
        token.cancel();
        let say = || output::error("note: what was read is being stored; Ctrl-C once more ends at once");
        match &bar {
            Some(bar) => bar.suspend(say),
            None => say(),
        }
    });
    if let Err(error) = handled {
        output::error(format_args!("note: Ctrl-C ends the program at once: {error}"));
    }
}

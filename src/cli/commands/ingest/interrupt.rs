//! Ctrl-C.

use std::process;

use dateline::CancelToken;

use crate::cli::ending::INTERRUPTED;
use crate::cli::output;

/// Cancels a token at Ctrl-C. Another one ends the program at once: what was stored stays.
pub fn cancel_at_interrupt(token: &CancelToken) {
    let token = token.clone();
    let handled = ctrlc::set_handler(move || {
        if token.is_canceled() {
            process::exit(INTERRUPTED.into());
        }
        token.cancel();
        output::error("what was read is being stored; Ctrl-C once more ends at once");
    });
    if let Err(error) = handled {
        output::error(format_args!("note: Ctrl-C ends the program at once: {error}"));
    }
}

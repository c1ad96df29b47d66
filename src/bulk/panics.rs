//! Panics of what a host hands over, as errors.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::Error;

/// Runs a function. A panic is an error; what the function worked on is not used again.
pub(super) fn catch<T>(what: &'static str, run: impl FnOnce() -> T) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|panic| Error::Panicked { what, message: message(&*panic) })
}

/// Returns the words of a panic, if it has any.
fn message(panic: &(dyn Any + Send)) -> String {
    let words = panic.downcast_ref::<&str>().copied();
    let words = words.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    words.unwrap_or("without a message").to_owned()
}

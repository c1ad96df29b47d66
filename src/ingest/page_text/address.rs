//! The address that a page states as its own.

use crate::text::fold_name;

/// Returns the address in a line such as `URL: https://…`.
pub(super) fn of_page(line: &str) -> Option<&str> {
    let (label, address) = line.split_once(':')?;
    let labels = ["url", "canonical", "canonical url", "link", "source", "source url", "permalink"];
    let address = address.trim();
    let is_address =
        (address.starts_with("https://") || address.starts_with("http://")) && !address.contains(' ');
    (is_address && address.len() <= 2000 && labels.contains(&fold_name(label).as_str())).then_some(address)
}

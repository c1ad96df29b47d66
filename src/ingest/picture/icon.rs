//! Icons, logos and rules of pages among the pictures of a folder.

/// Pixels that the shorter side of a photograph has.
const SHORTEST: u32 = 100;
/// Pixels that a photograph has.
const SMALLEST: u64 = 200 * 200;
/// Words of file names that no photograph has.
const WORDS: [&str; 7] = ["favicon", "icon", "icons", "logo", "placeholder", "spacer", "sprite"];

/// Returns true if a picture is an icon by its size, or by a word in its name.
pub(super) fn is_one(size: Option<(u32, u32)>, name: &str) -> bool {
    let is_small = size.is_some_and(|(width, height)| {
        width.min(height) < SHORTEST || u64::from(width) * u64::from(height) < SMALLEST
    });
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
    is_small || name.split(|c: char| !c.is_ascii_alphabetic()).any(|word| WORDS.contains(&word))
}

//! Texts of pages.

use super::{Bomb, MILLION, around, numbered};

/// Sentences that make a page of what is put before or behind them.
const TEXT: &str = "Keeper leaves the light after forty winters\n\nBy Tess Holloway\nMarch 4, 2024\n\n\
    The keeper of Gull Point light went down its stairs for the last time on Thursday.\n\n\
    She locked the door behind her and gave the key to the harbour office, which has no use for it.\n\n";

const NAME: &str = "page.txt";

pub const BOMBS: &[Bomb] = &[
    ("a million bylines", NAME, || around("", "By Ana Reis\n", MILLION, "")),
    ("as many bylines as fit", NAME, || around(TEXT, "By Ana Reis\n", 1_398_000, "")),
    ("lines of two letters", NAME, || around("", "ab\n", 3 * MILLION, "")),
    ("as many lines of a letter as fit", NAME, || around(TEXT, "a\n", 8_388_000, "")),
    ("lines of a letter below blank ones", NAME, || around(TEXT, "a\n\n", 5_500_000, "")),
    ("labels of pictures", NAME, || around(TEXT, "Photo:\n", 2 * MILLION, "")),
    ("credits of pictures", NAME, || around(TEXT, "Photo: Ana Reis\n", MILLION, "")),
    ("captions that differ", NAME, || {
        numbered(TEXT, |at| format!("The boats of {at} at dawn. (Photo: Ana Reis)\n"), 300_000, "")
    }),
    ("captions in lines of their own", NAME, || {
        around(TEXT, "Image source, Ana Reis\nImage caption, The boats\n", 300_000, "")
    }),
    ("words twice on a line", NAME, || {
        numbered(
            TEXT,
            |at| format!("the boats of {at} lay at dawn the boats of {at} lay at dawn\n"),
            250_000,
            "",
        )
    }),
    ("brackets", NAME, || around(TEXT, "(a) [b] (c) [d]\n", MILLION, "")),
    ("a line of open brackets", NAME, || around("", "(", 16 * MILLION, "")),
    ("a line of 15 MB", NAME, || around("", "fog ", 15 * MILLION / 4, "")),
    ("a line of 50 MB", NAME, || around("", "a", 50 * MILLION, "")),
    ("dates", NAME, || around(TEXT, "March 4, 2024\n", MILLION, "")),
    ("dates with labels", NAME, || {
        around(TEXT, "Published: March 4, 2024 | Updated: March 5, 2024\n", 300_000, "")
    }),
    ("lines full of dates", NAME, || {
        let dates = "Published: March 4, 2024 9:30 pm | Updated: 5/6/2024, 7:08 | ".repeat(4);
        around(TEXT, &(dates[..239].to_owned() + "\n"), 69_000, "")
    }),
    ("lines full of names", NAME, || {
        let names = ["By ", &"Ana Reis, Bo Dahl and ".repeat(9)].concat();
        around(TEXT, &(names[..198].to_owned() + "\n"), 84_000, "")
    }),
    ("lines of digits", NAME, || around(TEXT, "1 2 3 4 5 6 7 8 9 10 11 12\n", 500_000, "")),
    ("years 0 and 9999", NAME, || {
        TEXT.replace("March 4, 2024", "Published: 0000-01-01\nUpdated: December 31, 9999").into_bytes()
    }),
    ("paragraphs", NAME, || {
        around(TEXT, "The boats stayed in the harbour for all of the day.\n\n", 300_000, "")
    }),
    ("paragraphs broken at a width", NAME, || {
        let line = "the boats stayed in the harbour for all of the day, as\n";
        around(TEXT, &[line, line, line, "they did.\n\n"].concat(), 90_000, "")
    }),
    ("one paragraph broken at a width", NAME, || {
        around(TEXT, "the boats stayed in the harbour for all of the day, as\n", 290_000, "they did.\n")
    }),
    ("items of a list", NAME, || around("", "* Home\n", 2 * MILLION, TEXT)),
    ("labels of tags", NAME, || around(TEXT, "Tags\n", 3 * MILLION, "")),
    ("a line of tags", NAME, || around(&[TEXT, "Tags: "].concat(), "fog ", 4_000_000, "\n")),
    ("tags with commas", NAME, || {
        numbered(&[TEXT, "Tags: "].concat(), |at| format!("fog {at}, "), MILLION, "\n")
    }),
    ("hashtags", NAME, || around(TEXT, "#Fog #Rain #Snow\n", 900_000, "")),
    ("addresses", NAME, || around(TEXT, "URL: https://e.example/a\n", 600_000, "")),
    ("lines of copyright", NAME, || around(TEXT, "© 2024 Harbour Record\n", 600_000, "")),
    ("breadcrumbs", NAME, || around("", "Home > World > Europe\n", 600_000, TEXT)),
    ("lines that ask for something", NAME, || around(TEXT, "Read more\n", MILLION, "")),
    ("carriage returns", NAME, || around(TEXT, "\r", 16 * MILLION, "a")),
    ("NUL", NAME, || around(TEXT, "\0", 16 * MILLION, "")),
    ("control characters", NAME, || around(TEXT, "\u{1}\u{7F}\u{1B}a", 4 * MILLION, "")),
    ("soft hyphens", NAME, || around(TEXT, "a\u{AD}", 5 * MILLION, "")),
    ("no UTF-8", NAME, || [TEXT.as_bytes(), &b"\xFF\xC3\x28 fog ".repeat(2 * MILLION)].concat()),
    ("letters without blanks", NAME, || around("", "港は霧で閉ざされた。\n", 500_000, "")),
];

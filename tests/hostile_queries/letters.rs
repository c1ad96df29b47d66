//! Letters that have broken other programs: runs without end, towers of marks, every code point, in texts, names and queries.

use std::sync::LazyLock;
use std::time::Duration;

use dateline::{Archive, NewArticle, NewImage, Order, Outcome, Query};

use crate::common::{folder, timed};
use crate::dice::Dice;
use crate::news;
use crate::{Asker, DEADLINE, GRACE, Stored, is_answered, parsed};

/// Number of letters of a long text.
const LETTERS: usize = 100_000;
/// What is found must not depend on what else the machine does.
const UNHURRIED: Duration = Duration::from_secs(600);
/// A query holds so many bytes.
const QUERY: usize = 4096;

/// Pieces of texts, each of which is a part of long ones.
pub const PIECES: &[&str] = &[
    "山川海空",
    "の",
    "ｶﾞｷﾞ",
    "か\u{3099}",
    "𠮷野家",
    "葛\u{E0100}",
    "กำ",
    "ที่นี่",
    "ນ້ຳ",
    "ខ្មែរ",
    "မြန်မာ",
    "한국",
    "\u{1112}\u{1161}\u{11AB}",
    "ㅋㅋㅠ",
    "हिन्दी",
    "க்ஷ",
    "ﷺ",
    "كِتَابٌ",
    "ـــ",
    "שָׁלוֹם",
    "צה״ל",
    "می\u{200C}خواهم",
    "aбγא한東กა",
    "ẞﬁœﬆ",
    "İı",
    "ｆｏｏ１",
    "\u{202E}abc\u{202C}",
    "\u{2066}א\u{2067}b\u{2069}",
    "👩\u{200D}👩\u{200D}👧",
    "🇺🇸🇯🇵",
    "👍🏽",
    "1\u{FE0F}\u{20E3}",
    "x\u{AD}\u{200B}\u{2060}",
    "U.S.",
    "a-b-",
    "1,000,",
    "F-16",
    "①½⑴",
    "\u{E000}\u{E003}x",
    "x\u{F0301}\u{10FFFF}",
];

/// A letter with 200 marks.
fn tower(letter: char, marks: &str) -> String {
    let marks = marks.chars().cycle().take(200);
    std::iter::once(letter).chain(marks).collect()
}

fn towers() -> Vec<String> {
    [
        ('a', "\u{301}\u{327}"),
        ('東', "\u{3099}"),
        ('ก', "\u{E49}\u{E4D}"),
        ('ש', "\u{5B8}\u{5C1}"),
        ('क', "\u{94D}\u{93C}"),
    ]
    .into_iter()
    .chain([
        (' ', "\u{302}"),
        ('한', "\u{11A8}"),
        ('ـ', "\u{64E}"),
        ('👩', "\u{200D}"),
        ('1', "\u{20E3}\u{FE0F}"),
    ])
    .map(|(letter, marks)| tower(letter, marks))
    .collect()
}

/// A piece again and again, up to a number of characters.
fn repeated(piece: &str, letters: usize) -> String {
    piece.chars().cycle().take(letters).collect()
}

/// Code points from one on, each once.
fn every_code_point(from: u32, to: u32) -> String {
    (from..to).filter_map(char::from_u32).collect()
}

/// The beginning of a text that a query holds.
fn query_of(text: &str) -> &str {
    let end = (0..=text.len().min(QUERY)).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

/// An article that has a text everywhere.
fn article(number: usize, text: &str) -> NewArticle {
    let name: String = text.chars().take(40).collect();
    let line: String = text.chars().take(400).collect();
    let image = NewImage::at(format!("https://example.org/{number}.jpg")).caption(&line, &name);
    let article = NewArticle::new(&line, text)
        .key("letters", number.to_string())
        .published("2024-05-01T10:00Z".parse().unwrap())
        .byline(&name)
        .person(&*name)
        .tag(&*name)
        .publication(&name)
        .section(&name)
        .image(image);
    NewArticle { dek: line, ..article }
}

fn texts() -> Vec<String> {
    // Every piece a good deal of it, each plane of letters in a text of its own, and towers.
    let long = PIECES.iter().map(|piece| repeated(piece, LETTERS / 100));
    let planes = [(1, 0x3000), (0x3000, 0xAC00), (0xAC00, 0x1_0000), (0x1_0000, 0x2_0000)];
    long.chain(planes.map(|(from, to)| every_code_point(from, to))).chain(towers()).collect()
}

/// Articles of such texts among others.
fn archive() -> &'static Archive {
    static LETTERS: LazyLock<Stored> = LazyLock::new(|| {
        let folder = folder();
        let archive = Archive::open(folder.path().join("letters.db")).unwrap();
        news::fill(&archive, 40, 1);
        let articles: Vec<_> = texts().iter().enumerate().map(|(at, text)| article(at, text)).collect();
        archive.write(|tx| tx.save_all(&articles)).unwrap();
        Stored { archive, _folder: folder }
    });
    &LETTERS.archive
}

#[test]
fn a_search_for_any_of_them_is_answered_in_time() {
    let texts = texts();
    for text in &texts {
        is_answered(archive(), query_of(text));
    }
    let mut dice = Dice::of(16, 1);
    for _ in 0..if cfg!(debug_assertions) { 60 } else { 2000 } {
        is_answered(archive(), &mixed(&mut dice));
    }
}

/// A query of pieces of texts, with signs of the language between.
pub fn mixed(dice: &mut Dice) -> String {
    let mut text = String::new();
    for _ in 0..1 + dice.roll(6) {
        let begin = ["", "", "\"", "-", "headline:", "body:", "caption:\"", "person:", "tag:\"", "("];
        let end = ["", "", " ", "\" ", "* ", " OR ", ") ", "\"* "];
        let times = if dice.one_in(9) { 1 + dice.roll(200) } else { 1 };
        let piece = dice.pick(PIECES);
        let letters = 1 + dice.roll(piece.chars().count() * times);
        text.push_str(dice.pick(&begin));
        text.push_str(&repeated(piece, letters));
        text.push_str(dice.pick(&end));
    }
    text
}

#[test]
fn a_letter_and_a_query_full_of_thai_are_answered() {
    for letter in ["山", "の", "ガ", "ｶ", "ก", "ຂ", "ខ", "မ", "한", "ᄒ", "ㅋ", "𠮷", "א", "ب", "क", "é", "x"]
    {
        is_answered(archive(), letter);
    }
    let query = Query::from("山").order(Order::Newest).limit(1000).deadline(UNHURRIED);
    let page = archive().search(&query).unwrap();
    assert!(page.hits.iter().any(|hit| hit.headline.html().contains("<mark>山</mark>川")));
    is_answered(archive(), &repeated("ประเทศไทยน้ำ", QUERY / 3));
    is_answered(archive(), &repeated("กขคง ", QUERY));
    is_answered(archive(), &format!("body:\"{}\"", repeated("ไทย", QUERY / 4)));
}

#[test]
fn they_are_completed_and_corrected_in_time() {
    let mut dice = Dice::of(16, 2);
    let more = (0..if cfg!(debug_assertions) { 60 } else { 2000 }).map(|_| mixed(&mut dice));
    for text in texts().iter().map(|text| query_of(text).to_owned()).chain(more) {
        let begun: String = text.chars().take(3).collect();
        for typed in
            [&*text, &begun, &format!("person:{begun}"), &format!("tag:\"{begun}"), &format!("from:{begun}")]
        {
            let (completed, time) = timed(|| archive().complete(typed, 20).unwrap());
            assert!(time < DEADLINE + GRACE, "{time:?}: {typed}");
            completed.iter().for_each(|completion| drop(parsed(&completion.query)));
            let (_, time) = timed(|| archive().did_you_mean(&Query::from(typed)).unwrap());
            assert!(time < DEADLINE + GRACE, "{time:?}: {typed}");
        }
    }
}

#[test]
fn a_long_text_is_saved_searched_and_marked_in_linear_time() {
    let towers = towers();
    // Without optimization only the first, of Han letters, is as long as that: the others would take minutes.
    let length = |at: usize| if cfg!(debug_assertions) && at > 0 { LETTERS / 20 } else { LETTERS };
    let pieces = PIECES.iter().copied().chain(towers.iter().map(String::as_str)).enumerate();
    for (piece, letters) in pieces.map(|(at, piece)| (piece, length(at))) {
        let archive = Archive::in_memory().unwrap();
        let (part, text) = (repeated(piece, letters / 10), repeated(piece, letters));
        let save =
            |number, text: &str| timed(|| archive.write(|tx| tx.save(&article(number, text))).unwrap()).1;
        let (short, long) = (save(1, &part), save(2, &text));
        let begun: String = text.chars().take(30).collect();
        assert!(long < short * 40 + GRACE, "{short:?} {long:?}: {begun}");
        let mut asker = Asker::of(&archive);
        for query in
            [begun.clone(), format!("\"{begun}\""), format!("body:\"{begun}\""), query_of(&text).into()]
        {
            for order in [Order::Relevance, Order::Newest] {
                asker.search(&Query::from(&*query).order(order), 20);
            }
        }
    }
}

#[test]
fn an_archive_of_them_is_sound_and_is_rebuilt_as_it_was() {
    let archive = Archive::in_memory().unwrap();
    let articles: Vec<_> = texts().iter().enumerate().map(|(at, text)| article(at, text)).collect();
    archive.write(|tx| tx.save_all(&articles)).unwrap();
    assert_eq!(archive.check().unwrap(), []);
    // Said again it is the same, and it is what a rebuild computes.
    let again = archive.write(|tx| tx.save_all(&articles)).unwrap();
    assert!(again.iter().all(|saved| saved.outcome == Outcome::Unchanged), "{again:?}");
    let rebuilt = archive.rebuild().unwrap();
    assert_eq!(rebuilt.mended, 0, "{rebuilt:?}");
    assert_eq!(archive.check().unwrap(), []);
}

#[test]
fn a_run_is_found_by_each_part_and_by_no_other() {
    let archive = Archive::in_memory().unwrap();
    let run: String =
        (0..LETTERS).filter_map(|at| char::from_u32(0x4E00 + (at * 7919 % 20_000) as u32)).collect();
    archive.write(|tx| tx.save(&NewArticle::new("Run", &*run))).unwrap();
    let letters: Vec<char> = run.chars().collect();
    for at in [0, 1, 17, 9_999, 50_000, LETTERS - 4] {
        let part: String = letters[at..at + 4].iter().collect();
        let reversed: String = part.chars().rev().collect();
        for (query, expected) in [
            (part.clone(), 1),
            (format!("body:{part}"), 1),
            (format!("\"{part}\""), 1),
            (reversed.clone(), 0),
            (format!("body:\"{reversed}\""), 0),
        ] {
            let page = archive.search(&Query::from(&*query).deadline(UNHURRIED)).unwrap();
            assert_eq!(page.hits.len(), expected, "{query}");
        }
    }
}

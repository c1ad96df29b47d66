//! An archive to ask: small invented articles with all that a query can ask for.

use dateline::{Archive, NewArticle, NewCredit, NewImage};

use crate::dice::Dice;

pub const LANGUAGES: [&str; 13] =
    ["en", "de", "fr", "ru", "ja", "zh-Hant", "ko", "ar", "he", "th", "pt-BR", "el", "und"];
pub const PEOPLE: [&str; 5] = ["Ada Fennick", "Joram Vale", "Seán O\u{2019}Brien", "Мария Орлова", "山田"];
pub const TAGS: [&str; 6] = ["Harbour", "Élections", "R&D", "☕", "U.S.", "北京"];
pub const PUBLICATIONS: [&str; 4] =
    ["The Ostermere Courier", "Le Quotidien", "courier.example", "Новости «Порт»"];
pub const SECTIONS: [&str; 4] = ["World", "City", "Опера", "Arts & Letters"];
const AGENCIES: [&str; 2] = ["Coastal Press", "AP"];

/// The most frequent words; each language has its part of them, and all have the invented ones.
const WORDS: [&str; 70] = [
    "the",
    "of",
    "and",
    "in",
    "said",
    "troops",
    "minister",
    "harbour",
    "bridges",
    "election",
    "visited",
    "oil",
    "prices",
    "U.S.",
    "al-Qaeda",
    "O'Brien",
    "der",
    "die",
    "und",
    "Straße",
    "Häfen",
    "Wahlen",
    "Minister",
    "news",
    "le",
    "la",
    "élections",
    "président",
    "l\u{2019}État",
    "œuvre",
    "crème",
    "naïve",
    "в",
    "и",
    "новости",
    "города",
    "министра",
    "Ёлка",
    "Київ",
    "東京",
    "北京大学",
    "ニュース",
    "서울",
    "بغداد",
    "العراق",
    "نيسان",
    "ירושלים",
    "הממשלה",
    "שָׁלוֹם",
    "กรุงเทพ",
    "ข่าว",
    "行政院",
    "o",
    "a",
    "São",
    "não",
    "presidente",
    "αθήνα",
    "λόγος",
    "ΔΗΜΟΣ",
    "νέα",
    "2024",
    "1999",
    "2,500",
    "OK👍",
    "won🥇",
    "₽500",
    "İzmir",
    "ﬁnal",
    "दिल्ली",
];
const SYLLABLES: [&str; 16] =
    ["ba", "re", "ti", "no", "mu", "sha", "ker", "lin", "dor", "ve", "ö", "ça", "жа", "ло", "an", "st"];
/// Number of different words.
const VOCABULARY: usize = 3000;

pub fn word(dice: &mut Dice) -> String {
    let number = dice.skewed(VOCABULARY);
    match WORDS.get(number / 4) {
        Some(word) if number % 4 < 2 => (*word).to_owned(),
        _ => invented(number),
    }
}

fn invented(mut number: usize) -> String {
    let mut word = String::new();
    while number > 0 {
        word.push_str(SYLLABLES[number % SYLLABLES.len()]);
        number /= SYLLABLES.len();
    }
    if word.is_empty() { "ohne".to_owned() } else { word }
}

pub fn words(dice: &mut Dice, most: usize) -> String {
    let count = 1 + dice.roll(most);
    (0..count).map(|_| word(dice)).collect::<Vec<_>>().join(" ")
}

fn article(dice: &mut Dice, number: usize) -> NewArticle {
    let (year, month, day) = (2004 + dice.skewed(20), 1 + dice.roll(12), 1 + dice.roll(28));
    let (hour, minute) = (dice.roll(24), dice.roll(60));
    let date = match dice.roll(8) {
        0 => format!("{year}"),
        1 => format!("{year}-{month:02}-{day:02}"),
        _ => format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}"),
    };
    let mut article = NewArticle::new(words(dice, 8), words(dice, 30))
        .key("n", number.to_string())
        .language(dice.pick(&LANGUAGES))
        .published(date.parse().unwrap());
    if dice.one_in(2) {
        article = article.tag(dice.pick(&TAGS)).publication(dice.pick(&PUBLICATIONS));
        article = article.section(dice.pick(&SECTIONS));
    }
    if dice.one_in(3) {
        let name = dice.pick(&PEOPLE);
        article = article.person(dice.pick(&PEOPLE)).byline(format!("By {name}")).credit(name);
        article = article.credit(NewCredit::organization(dice.pick(&AGENCIES)));
    }
    if dice.one_in(4) {
        let image = NewImage::at(format!("https://example.org/{}.jpg", dice.roll(300)));
        article = article.image(image.caption(words(dice, 10), dice.pick(&PEOPLE)));
    }
    article.expires = dice.one_in(12).then(|| "2001-01-01T00:00:00Z".parse().unwrap());
    article.dek = if dice.one_in(3) { words(dice, 8) } else { String::new() };
    article
}

/// Saved in several goes, some articles revised and some removed, so that the index has more than one segment.
pub fn fill(archive: &Archive, articles: usize, goes: usize) {
    let mut dice = Dice::of(1, 1);
    let size = articles / goes;
    for start in (0..articles).step_by(size) {
        let mut batch: Vec<_> =
            (start..articles.min(start + size)).map(|number| article(&mut dice, number)).collect();
        batch.extend((0..10).map(|_| {
            let number = dice.roll(start + 1);
            article(&mut dice, number)
        }));
        archive.write(|tx| tx.save_all(&batch)).unwrap();
    }
}

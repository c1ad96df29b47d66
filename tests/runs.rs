//! Words of scripts that are written without blanks, or whose words are looked for inside longer ones: a search finds the
//! texts that contain them, all of them and no others. Chinese and Korean are invented; Japanese is read from the folder
//! that `DATELINE_CORPORA` names, and skipped, saying so, where it is unset.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::time::Duration;

use dateline::{Archive, NewArticle, Order, Query};
use flate2::read::GzDecoder;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// Sentences with a stroke between their words: 南京市长江 has the letters of 市长, and is no mayor.
const CHINESE: &[&str] = &[
    "市长/在/会议/上/宣布/新/预算",
    "南京市/长江/大桥/今天/通车",
    "市长/参观/长江/大桥",
    "研究/生命/起源/的/科学家/获奖",
    "研究生/参加/会议",
    "北京/大学/招收/研究生",
    "北京/市民/参观/大桥",
    "预算/会议/今天/举行",
    "人民/银行/公布/利率",
    "中国/人民/银行/行长/辞职",
    "海港/工人/罢工/两/天",
    "工人/要求/提高/工资",
    "渡轮/公司/提高/票价",
    "渡轮/今天/停航",
    "台风/影响/海港/和/机场",
    "机场/今天/关闭",
    "科学家/警告/台风/增多",
    "地震/影响/南部/城市",
    "城市/地铁/票价/上涨",
    "地铁/公司/公布/预算",
    "总统/访问/北京",
    "总统/选举/今天/举行",
    "选举/结果/明天/公布",
    "法院/宣布/结果",
    "法院/推迟/会议",
    "警察/逮捕/两/人",
    "警察/警告/市民",
    "市民/要求/选举",
    "机场/和/地铁/今天/通车",
    "银行/公司/提高/利率",
];
const KOREAN: &[&str] = &[
    "시장/이 예산/을 발표/했다",
    "부산/항/에서 노동자/들/이 파업/했다",
    "노동자/가 임금 인상/을 요구/했다",
    "여객선 요금/이 인상/되/었다",
    "여객선/이 부산/항/에 도착/했다",
    "대통령/이 북한/을 방문/했다",
    "대통령 선거/가 오늘 열렸다",
    "선거 결과/는 내일 발표/된다",
    "법원/이 선거/결과/를 확정/했다",
    "법원/은 시장/의 주장/을 기각/했다",
    "태풍/으로 공항/이 폐쇄/되/었다",
    "지하철/공사/가 공항/까지 연장/된다",
    "지하철 요금/이 내일 오른다",
    "경찰/이 시민/에게 경고/했다",
    "시민/들/이 예산/에 반대/했다",
    "북한/과 회담/이 서울/에서 열렸다",
    "서울/시/민주당/이 회의/를 열었다",
    "서울/시 교사/들/이 학교/에 모였다",
    "학교 교사/가 상/을 받았다",
    "경찰/은 두 명/을 체포/했다",
    "태풍/이 부산/을 지났다",
    "대통령/은 회담 결과/를 발표/했다",
    "수산/시장/에 불/이 났다",
    "시장/에서 생선/을 샀다",
];

/// An archive of texts by number, each in the headline and body of an article.
struct Texts {
    archive: Archive,
    texts: Vec<String>,
}

impl Texts {
    fn of(language: &str, texts: Vec<String>) -> Self {
        let archive = Archive::in_memory().unwrap();
        let article = |(number, text): (usize, &String)| {
            let article = NewArticle::new("", text).language(language);
            NewArticle { uri: Some(number.to_string()), ..article }
        };
        let articles: Vec<_> = texts.iter().enumerate().map(article).collect();
        for batch in articles.chunks(500) {
            let saved = archive.write(|tx| tx.save_all(batch)).unwrap();
            assert!(saved.iter().all(|saved| saved.id.is_some()));
        }
        Self { archive, texts }
    }

    fn found(&self, word: &str) -> BTreeSet<usize> {
        let query = Query::from(word).order(Order::Newest).limit(1000).deadline(Duration::from_secs(600));
        let mut found = BTreeSet::new();
        let mut next = None;
        loop {
            let page = self.archive.search(&query.clone().page_after(next)).unwrap();
            found.extend(page.hits.iter().map(|hit| hit.uri.parse::<usize>().unwrap()));
            next = page.next;
            if next.is_none() {
                return found;
            }
        }
    }

    /// The texts that contain the letters of a word.
    fn containing(&self, word: &str) -> BTreeSet<usize> {
        let texts = self.texts.iter().enumerate();
        texts.filter(|(_, text)| text.contains(word)).map(|(number, _)| number).collect()
    }
}

/// Words of two letters or more that several of the sentences have.
fn words(sentences: &[&str]) -> BTreeMap<String, BTreeSet<usize>> {
    let mut words = BTreeMap::<String, BTreeSet<usize>>::new();
    for (number, sentence) in sentences.iter().enumerate() {
        for word in sentence.split(['/', ' ']).filter(|word| word.chars().count() > 1) {
            words.entry(word.into()).or_default().insert(number);
        }
    }
    words.retain(|_, sentences| sentences.len() > 1);
    words
}

#[track_caller]
fn finds_every_word(language: &str, sentences: &[&str], least: usize) {
    let texts = Texts::of(language, sentences.iter().map(|sentence| sentence.replace('/', "")).collect());
    let words = words(sentences);
    assert!(words.len() >= least, "{words:?}");
    let (mut right, mut all) = (0, 0);
    for (word, having) in &words {
        let found = texts.found(word);
        assert_eq!(found, texts.containing(word), "{word}");
        assert!(found.is_superset(having), "{word}");
        right += having.len();
        all += found.len();
    }
    let precision = right as f64 / all as f64;
    println!("{language}: {} words, precision {precision:.3} by the words of the sentences", words.len());
    assert!(precision >= 0.94, "{precision}");
    assert!(right < all, "no sentence has the letters of another word");
}

#[test]
fn chinese_words_are_found_in_every_sentence_that_has_them() {
    finds_every_word("zh", CHINESE, 30);
}

#[test]
fn korean_words_are_found_in_every_sentence_that_has_them() {
    finds_every_word("ko", KOREAN, 20);
}

/// Japanese news as it is stored and compared: each article's title and text.
fn japanese_news() -> Option<Vec<(String, String)>> {
    let folder = std::env::var_os("DATELINE_CORPORA").map(PathBuf::from)?;
    let file = std::fs::File::open(folder.join("wikinews-en-ja-fr.jsonl.gz")).unwrap();
    let records = BufReader::new(GzDecoder::new(file)).lines().map(|line| line.unwrap());
    let records = records.map(|line| serde_json::from_str::<Value>(&line).unwrap());
    let text =
        |record: &Value, key: &str| record[key].as_str().unwrap_or_default().nfkc().collect::<String>();
    let japanese = records.filter(|record| record["lang"] == "ja");
    Some(japanese.map(|record| (text(&record, "title"), text(&record, "body"))).collect())
}

/// The nouns that are asked for: what stands in titles as two to four Han letters, or as many katakana or more, with no such letter
/// beside them, in five or more titles. Of all of them in order fifty at equal distances.
fn nouns(titles: &[&String]) -> Vec<String> {
    let kind = |c: char| match c {
        '\u{4E00}'..='\u{9FFF}' | '々' => 1,
        '\u{30A1}'..='\u{30FA}' | 'ー' => 2,
        _ => 0,
    };
    let mut titles_of = BTreeMap::<String, BTreeSet<usize>>::new();
    for (number, title) in titles.iter().enumerate() {
        let letters: Vec<char> = title.chars().collect();
        for run in letters.chunk_by(|one, other| kind(*one) == kind(*other)) {
            if kind(run[0]) > 0 && run.len() > 1 && (kind(run[0]) == 2 || run.len() <= 4) {
                titles_of.entry(run.iter().collect()).or_default().insert(number);
            }
        }
    }
    titles_of.retain(|_, titles| titles.len() >= 5);
    let all: Vec<String> = titles_of.into_keys().collect();
    (0..50).map(|at| all[at * all.len() / 50].clone()).collect()
}

#[test]
fn japanese_nouns_are_found_in_every_article_that_has_them_and_in_no_other() {
    let Some(news) = japanese_news() else {
        eprintln!("skipped: DATELINE_CORPORA is not set");
        return;
    };
    let nouns = nouns(&news.iter().map(|(title, _)| title).collect::<Vec<_>>());
    // Saving all of them takes minutes without optimization.
    let part = if cfg!(debug_assertions) { 5 } else { 1 };
    let texts: Vec<String> =
        news.iter().step_by(part).map(|(title, body)| format!("{title}\n\n{body}")).collect();
    let texts = Texts::of("ja", texts);
    let (mut found, mut right, mut wanted) = (0, 0, 0);
    for noun in &nouns {
        let (hits, containing) = (texts.found(noun), texts.containing(noun));
        if hits != containing {
            println!("{noun}: {:?}", hits.symmetric_difference(&containing).collect::<Vec<_>>());
        }
        found += hits.len();
        wanted += containing.len();
        right += hits.intersection(&containing).count();
    }
    let (recall, precision) = (right as f64 / wanted as f64, right as f64 / found as f64);
    println!("{} nouns in {} articles: {nouns:?}", nouns.len(), texts.texts.len());
    println!("{wanted} articles have them, {found} are found: recall {recall:.4}, precision {precision:.4}");
    assert!(wanted > 200, "{wanted}");
    assert!((recall, precision >= 0.94) == (1.0, true), "recall {recall}, precision {precision}");
}

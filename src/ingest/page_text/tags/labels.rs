//! The words with which a line of tags begins.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::fold;

/// Labels, parted by strokes.
const LABELS: &str = "tags|tag|topics|topic|keywords|key words|filed under|filed in|related topics|related tags|related tag|tagged|tagged with|\
    tagged as|tagged in|categories|category|read more on|read more about|more about|more on these topics|\
    explore more on these topics|topics mentioned|in this article|subjects|labels|topics in this article|posted in|\
    themen|thema|schlagworte|schlagwörter|stichworte|stichwörter|mehr zu|mehr zum thema|mehr zu den themen|themen in diesem artikel|rubriken|\
    themen des artikels|kategorien|mots-clés|mots clés|mot-clé|sujets|thèmes|thèmes associés|sur les mêmes thèmes|thématiques|étiquettes|\
    lire plus de contenus sur|plus sur le sujet|etiquetas|temas|temas relacionados|archivado en|archivado en:|palabras clave|más sobre|más sobre este tema|\
    noticias sobre|argomenti|argomento|tag articolo|parole chiave|temi|approfondimenti su|assuntos|tópicos|palavras-chave|mais sobre|marcadores|\
    trefwoorden|onderwerpen|onderwerp|meer over|lees meer over|thema's|ämnen|ämnesord|nyckelord|taggar|emner|emneord|stikord|les mer om|mer om|\
    aiheet|avainsanat|asiasanat|tagi|tematy|słowa kluczowe|temat|témata|štítky|klíčová slova|témák|címkék|kulcsszavak|etichete|oznake|teme|\
    теги|тэги|темы|метки|ключевые слова|теми|мітки|ознаке|etiketler|etiket|konular|anahtar kelimeler|ilgili konular|\
    الوسوم|وسوم|الكلمات المفتاحية|كلمات مفتاحية|الكلمات الدلالية|كلمات دلالية|المواضيع|مواضيع|تاغ|\
    תגיות|תגים|נושאים|תגיות הכתבה|ετικέτες|θέματα|σχετικά θέματα|タグ|関連タグ|キーワード|トピック|关键词|标签|태그|키워드|topik|kata kunci";

/// Labels that begin many a line that is none of tags: a colon must follow.
const WITH_COLON: &[&str] = &[
    "tag",
    "topic",
    "category",
    "categories",
    "thema",
    "themen",
    "temas",
    "temi",
    "temat",
    "sujets",
    "subjects",
    "labels",
    "teme",
    "mehr zu",
    "más sobre",
    "mais sobre",
    "meer over",
    "mer om",
    "les mer om",
    "more about",
    "read more about",
    "argomento",
    "in this article",
    "posted in",
    "noticias sobre",
    "read more on",
    "konular",
    "темы",
    "θέματα",
    "onderwerp",
    "rubriken",
    "kategorien",
    "assuntos",
    "emner",
    "aiheet",
    "тeми",
];

/// Returns what follows the label with which a line of tags begins. It is empty where the tags stand below it.
pub fn after_label(line: &str) -> Option<&str> {
    let labels = BY_LETTER.get(&first(line))?;
    let length = labels.iter().filter_map(|label| length_of(line, label)).max()?;
    line.get(length..).map(|rest| rest.trim_start_matches([':', '：', ' ', '|']))
}

/// The labels by their first letter.
static BY_LETTER: LazyLock<HashMap<char, Vec<&str>>> = LazyLock::new(|| {
    let mut labels: HashMap<char, Vec<&str>> = HashMap::new();
    for label in LABELS.split('|') {
        labels.entry(first(label)).or_default().push(label);
    }
    labels
});

fn first(text: &str) -> char {
    text.chars().next().and_then(|c| c.to_lowercase().next()).unwrap_or(' ')
}

fn length_of(line: &str, label: &str) -> Option<usize> {
    let rest = line.get(label.len()..)?;
    let has_colon = rest.trim_start().starts_with([':', '：']);
    if WITH_COLON.contains(&label) && !rest.is_empty() && !has_colon {
        return None;
    }
    let parted = rest.is_empty() || rest.starts_with([':', '：', ' ', '#', '\t', '|']);
    (parted && fold(line.get(..label.len())?) == fold(label)).then_some(label.len())
}

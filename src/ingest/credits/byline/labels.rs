//! The words that bylines begin with, and those that begin another role within one.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::new_article::Role;
use crate::text::fold;

/// Words that a byline begins with, folded; a blank or a colon must follow.
const LABELS: &[(Role, &str)] = &[
    (
        Role::Author,
        "by|written by|story by|words by|text by|reported by|report by|a report by|posted by|published by|opinion by|\
        analysis by|review by|author|authors|byline|\
        von|autor|autorin|autoren|autor/autorin|autorin/autor|ein artikel von|eine analyse von|ein kommentar von|\
        ein gastbeitrag von|ein interview von|aus|text|text von|verfasst von|\
        par|propos recueillis par|auteur|auteurs|texte|por|autora|autores|redactado por|escrito por|texto|di|a cura di|autore|\
        autori|testo di|de|door|auteur|redactie|av|af|tekst|text av|skrevet av|skrevet af|kirjoittaja|teksti|autorka|\
        autorzy|napisał|napisała|opracował|szerző|írta|автор|авторы|автори|текст|yazar|yazan|haber|haberi|muhabir|\
        بقلم|كتب|كتبت|الكاتب|تأليف|מאת|κείμενο|του|της|文|記者|作者|撰文|取材|글|기자",
    ),
    (
        Role::Photographer,
        "photographs by|photos by|photo by|photography by|pictures by|photography|photographer|fotos|fotos von|fotograf|\
        photos de|photographies|fotografías|fotografías de|fotografie di|foto di|foto's|bilder|фото",
    ),
    (Role::Editor, "edited by|editing by|editor|herausgegeben von|redigiert von|edited and fact-checked by"),
    (
        Role::Translator,
        "translated by|translation by|translation|aus dem englischen von|übersetzt von|übersetzung|traduit par|traduction|traducción|traducido por|traduzione di|перевод",
    ),
    (
        Role::Illustrator,
        "illustrations by|illustration by|graphics by|graphic by|illustration|illustrationen|illustrated by",
    ),
    (
        Role::Contributor,
        "additional reporting by|reporting by|with reporting by|with additional reporting by|with contributions from|\
        contributions by|contributor|video by|videos by|produced by|mitarbeit|unter mitarbeit von|compiled by|research by",
    ),
];

/// Words within a byline that begin another role, behind a sign or a blank.
const WITHIN: &[(Role, &str)] = &[
    (
        Role::Contributor,
        "with reporting by|with additional reporting by|and additional reporting by|additional reporting by|reporting by|\
        with contributions from|with contributions by|with files from|video by|videos by|mitarbeit:|with",
    ),
    (Role::Contributor, "mit|avec"),
    (Role::Editor, "edited by|editing by"),
    (
        Role::Photographer,
        "photos by|photographs by|photography by|photo by|pictures by|photos and video by|and photos by|and photographs by|\
        photographs|photos:|photos|fotos:|fotos von|(fotos)|foto:|photos :|fotos de|foto di|фото:",
    ),
    (Role::Translator, "translated by|translation by|übersetzt von|traduit par"),
    (Role::Illustrator, "illustrations by|illustration by|graphics by|graphic by|illustrated by"),
];

/// Returns the role that a byline's first word says, and the rest; the longest label decides.
pub(super) fn at_start(line: &str) -> Option<(Role, &str)> {
    let labels = BY_LETTER.get(&first(line))?;
    let found = labels.iter().filter_map(|&(role, label)| Some((role, label.len(), after(line, label)?)));
    found.max_by_key(|(_, length, _)| *length).map(|(role, _, rest)| (role, rest))
}

/// The labels by their first letter.
static BY_LETTER: LazyLock<HashMap<char, Vec<(Role, &str)>>> = LazyLock::new(|| {
    let mut labels: HashMap<char, Vec<(Role, &str)>> = HashMap::new();
    for &(role, names) in LABELS {
        for name in names.split('|') {
            labels.entry(first(name)).or_default().push((role, name));
        }
    }
    labels
});

fn first(text: &str) -> char {
    text.chars().next().and_then(|c| c.to_lowercase().next()).unwrap_or(' ')
}

/// Returns what follows a label, after a blank or a colon. `By` needs its capital or that of a name behind it.
fn after<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    let start = line.get(..label.len())?;
    let rest = line.get(label.len()..)?;
    let is_parted =
        rest.is_empty() || rest.starts_with(|c: char| matches!(c, ':' | '：') || c.is_whitespace());
    // These are words of sentences too.
    let needs_colon = matches!(
        label,
        "author"
            | "text"
            | "aus"
            | "de"
            | "texte"
            | "texto"
            | "tekst"
            | "editor"
            | "haber"
            | "foto's"
            | "文"
            | "της"
            | "του"
            | "photography"
            | "fotos"
            | "bilder"
            | "translation"
            | "illustration"
            | "redactie"
            | "contributor"
            | "글"
    );
    let has_colon = rest.trim_start().starts_with([':', '：']);
    let is_same = is_parted && (has_colon || !needs_colon) && fold(start) == fold(label);
    is_same.then(|| rest.trim_start_matches([':', '：', ' ', '\t', '\u{A0}', '–', '-']).trim())
}

/// Parts a byline where another role begins: the texts with their roles.
pub(super) fn parts(text: &str, role: Role) -> Vec<(Role, &str)> {
    let mut parts = Vec::new();
    let (mut role, mut start) = (role, 0);
    let mut at = 0;
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        if at > start
            && begins_word(text, at)
            && let Some((next, length)) = within(rest)
        {
            parts.push((role, text.get(start..at).unwrap_or_default()));
            role = next;
            start = at + length;
            at = start;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    parts.push((role, text.get(start..).unwrap_or_default()));
    parts
}

fn begins_word(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.ends_with([' ', ',', ';', '|', '•', '·', '/', '(']))
}

fn within(rest: &str) -> Option<(Role, usize)> {
    let phrases = WITHIN.iter().flat_map(|(role, phrases)| phrases.split('|').map(|phrase| (*role, phrase)));
    let fits = |phrase: &str| {
        let same = rest.get(..phrase.len()).is_some_and(|start| fold(start) == fold(phrase));
        same && rest.get(phrase.len()..).is_some_and(|rest| rest.starts_with([' ', ':']))
    };
    let found = phrases.filter(|(_, phrase)| fits(phrase));
    found.map(|(role, phrase)| (role, phrase.len())).max_by_key(|(_, length)| *length)
}

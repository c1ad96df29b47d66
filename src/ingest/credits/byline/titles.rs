//! What stands behind a name: titles, places, networks.

use std::sync::LazyLock;

use crate::ingest::credits::names::{Names, set};
use crate::text::fold_name;

/// Words that say what somebody is or does, folded.
static ROLES: Names = LazyLock::new(|| {
    set(
        "reporter|reporters|correspondent|correspondents|editor|editors|journalist|journalists|writer|writers|columnist|\
    contributor|contributors|professor|analyst|producer|photographer|author|critic|anchor|presenter|fellow|lecturer|blogger|\
    director|manager|chief|head|intern|trainee|twitter|follow|email|bio|profile|instagram|\
    redakteur|redakteurin|korrespondent|korrespondentin|journalistin|reporterin|autor|autorin|volontar|volontarin|chefredakteur|\
    chefredakteurin|ressortleiter|ressortleiterin|politikredakteur|kolumnist|kolumnistin|leiter|leiterin|moderator|moderatorin|\
    journaliste|correspondant|correspondante|redacteur|redactrice|envoye|envoyee|chroniqueur|chroniqueuse|\
    periodista|corresponsal|redactor|redactora|enviado|enviada|colaborador|colaboradora|\
    giornalista|corrispondente|inviato|inviata|redattore|redattrice|\
    jornalista|correspondente|reporter|verslaggever|redactie|journalist|journalistin|korrespondent|toimittaja|dziennikarz|\
    dziennikarka|redaktor|redaktorka|korespondent|корреспондент|журналист|журналистка|редактор|обозреватель|muhabir|muhabiri|editoru|yazari|\
    记者|記者|기자|特派员|特派員|특파원|編集委員|כתב|כתבת|مراسل|محرر|صحفي",
    )
});

/// Words before such a one that are no names, folded.
static MODIFIERS: Names = LazyLock::new(|| {
    set(
        "senior|junior|deputy|assistant|associate|chief|executive|managing|special|staff|freelance|contributing|political|parliamentary|legal|\
    business|sports|sport|football|travel|health|science|technology|tech|world|foreign|home|crime|court|education|environment|\
    entertainment|culture|arts|features|news|breaking|local|national|international|diplomatic|economics|economic|financial|\
    media|consumer|money|showbiz|royal|digital|online|video|data|audience|content|hub|trends|lifestyle|transport|industry|\
    investigations|investigative|opinion|the|freie|freier|leitende|leitender|stellvertretender|stellvertretende|landespolitische|\
    politische|politischer|grand|principal|enviado|enviada|our|general|multimedia|social|city|community|us|uk|europe|africa|asia|\
    former|co|vice|lead|group|regional|night|weekend|spezial|redaktioneller|специальный|ozel",
    )
});

/// Networks and buttons that dumps print behind a name.
static BUTTONS: Names = LazyLock::new(|| {
    set(
        "twitter|facebook|follow|email|e-mail|bio|instagram|linkedin|@|rss|x.com|published|updated|posted|share|contact|mail",
    )
});

fn folded(word: &str) -> String {
    fold_name(word.trim_matches(|c: char| !c.is_alphanumeric() && c != '@'))
}

/// Returns true if a word of the text says what somebody is.
pub(super) fn has_role(text: &str) -> bool {
    text.split([' ', '-', '/']).any(|word| ROLES.contains(&*folded(word)))
}

/// Returns true if the text is a title and nothing else: `Special Correspondent`.
pub(super) fn is_title(text: &str) -> bool {
    let words: Vec<String> = text.split_whitespace().map(folded).collect();
    let all = words
        .iter()
        .all(|word| ROLES.contains(&**word) || MODIFIERS.contains(&**word) || word == "in" || word == "of");
    (1..=6).contains(&words.len())
        && all
        && words.iter().any(|word| ROLES.contains(&**word) && !BUTTONS.contains(&**word))
}

/// Returns a name without the title or the buttons behind it: `Ann Lee Political Editor` is Ann Lee.
pub(super) fn without(name: &str) -> &str {
    let mut at = 0;
    let mut words: Vec<(usize, String)> = Vec::new();
    for word in name.split(' ') {
        words.push((at, folded(word)));
        at += word.len() + 1;
    }
    let is_title = |word: &String| ROLES.contains(&**word) || BUTTONS.contains(&**word);
    let Some(first) = words.iter().skip(1).position(|(_, word)| is_title(word)).map(|at| at + 1) else {
        return name;
    };
    let mut end = first;
    while end > 2 && words.get(end - 1).is_some_and(|(_, word)| MODIFIERS.contains(&**word)) {
        end -= 1;
    }
    let end = words.get(end).map_or(name.len(), |(at, _)| *at);
    name.get(..end).unwrap_or(name).trim_matches([' ', ',', '-', '–', '|'])
}

/// Returns a name without its place: `JANE DOE in Paris` is Jane Doe.
pub(super) fn without_place(name: &str) -> &str {
    let found = [
        " in ", " à ", " aus ", " for ", " at ", " desde ", " en ", " da ", " IN ", " für ", " pour ",
        " para ",
    ];
    let cut = found
        .iter()
        .filter_map(|word| name.split_once(word))
        .map(|(name, _)| name)
        .min_by_key(|name| name.len());
    cut.filter(|name| name.split_whitespace().count() >= 2).unwrap_or(name).trim()
}

//! Tells names of organizations from names that look like those of people.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;

use crate::model::new_article::CreditKind;
use crate::text::fold_name;

/// Names or words, to be looked up.
pub type Names = LazyLock<HashSet<&'static str>>;

/// News and picture agencies, folded.
static AGENCIES: Names = LazyLock::new(|| {
    set("aap|afp|agence france-presse|agencia efe|alamy|anadolu|anadolu agency|ani|anp|ansa|ap|apa|\
    associated press|ats|belga|bloomberg|canadian press|cp|ctk|ddp|dpa|efe|epa|epa-efe|epd|\
    europa press|flash90|getty|getty images|ians|imago|imago images|interfax|istock|jta|keystone|\
    keystone-sda|kna|kyodo|lusa|magnum|mti|ntb|pa|pa media|pap|picture alliance|press association|pti|\
    reuters|ritzau|sda|shutterstock|sid|sipa|sputnik|stt|tass|the associated press|the canadian press|\
    the media line|tps|tt|upi|xinhua|yonhap|zuma|zuma press|afp via getty images|bloomberg via getty images|news agencies|\
    agencies|agenturen|agencias|agences|agenzie|wires|wire services|ria novosti|риа новости|тасс|интерфакс|aa|dha|iha|unsplash|\
    pixabay|pexels|dreamstime|action images|pa wire|abaca|laif|ullstein|dts|ots|rex|rex features|wikimedia commons|usa today|\
    nurphoto|afp/getty images|apa/afp|cover images|splash news|backgrid|newscom|ansa.it|lapresse|fotogramma|scanpix|ntb scanpix")
});

/// Words that a person's name doesn't have, folded.
static ORGANIZATION_WORDS: Names = LazyLock::new(|| {
    set("agence|agencies|agency|agentur|agenturen|archive|archives|army|association|authority|board|bureau|\
    center|centre|collection|commission|correspondents|council|department|desk|editors|foundation|\
    gazette|government|herald|images|institute|journal|library|magazine|media|ministry|museum|network|\
    news|newspaper|newsroom|observatory|office|online|photo|photos|police|post|presidency|press|\
    reporters|redaktion|redaction|redaccion|redazione|service|society|staff|team|times|tribune|\
    university|zeitung|redaktionen|redacao|redactie|desk|digital|tv|radio|record|daily|guardian|telegraph|chronicle|courier|examiner|sentinel|observer|register|bulletin|advertiser|weekly|channel|bureaux|newsletter|agencias|редакция|ведомости")
});

/// Words of buttons, sections and dates that look like names beside a date, folded.
static NO_NAMES: Names = LazyLock::new(|| {
    set(
        "show|hide|caption|captions|sharing|share|shares|social|comments|comment|print|menu|video|videos|read|reading|listen|search|\
    follow|save|copy|link|links|view|images|gallery|update|updates|updated|live|top|more|latest|breaking|subscribe|premium|sign|log|\
    newsletter|advertisement|sport|sports|politics|business|world|opinion|culture|health|science|technology|travel|lifestyle|food|\
    local|national|international|home|exclusive|analysis|explainer|interview|feature|features|add|audio|podcast|minutes|min|mins|time|\
    monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|\
    december|north|south|east|west|middle|united|states|kingdom|new|york|los|angeles|san|street|city|county|article|articles|story|stories|\
    welt|politik|wirtschaft|kultur|gesellschaft|artikel|teilen|merken|drucken|anhoren|lesezeit|startseite|nachrichten|panorama|krieg|\
    partager|lecture|temps|actualite|monde|economie|compartir|guardar|escuchar|noticias|sociedad|mundo|condividi|ascolta|commenti|mondo|\
    facebook|twitter|whatsapp|email|instagram|linkedin|telegram|google|apple|photo|photos|foto|fotos|bild|open|close|button|accessibility|\
    register|account|contact|about|help|privacy|terms|cookie|cookies|skip|content|next|previous|back|download|app|buy|shop|quick|guide|\
    must|week|day|today|tonight|tomorrow|weather|markets|money|gaza|ukraine|israel|europe|africa|asia|america|india|china|del|delen|les",
    )
});

/// Lower-case words inside people's names.
static PARTICLES: Names = LazyLock::new(|| {
    set("al|abu|bin|bint|da|das|de|del|della|den|der|des|di|do|dos|du|e|el|la|le|ibn|ter|ten|van|von|y|zu|\
    zur")
});

pub fn is_agency(name: &str) -> bool {
    AGENCIES.contains(&*fold_name(name))
}

/// Returns true if an agency or a word of organizations says so, or an article such as in `The Gazette`.
pub fn is_organization(name: &str) -> bool {
    let folded = fold_name(name);
    AGENCIES.contains(&*folded)
        || folded.starts_with("the ")
        || folded.split([' ', '-']).any(|word| ORGANIZATION_WORDS.contains(word))
}

pub fn kind(name: &str) -> CreditKind {
    if is_organization(name) { CreditKind::Organization } else { CreditKind::Person }
}

/// Returns true if a word of the text is one of buttons, sections or dates: it stands beside dates as names do.
pub fn has_other_word(text: &str) -> bool {
    text.split([' ', '-', '/', ',']).any(|word| !word.is_empty() && NO_NAMES.contains(&*fold_name(word)))
}

/// Returns true for a name in a script without capitals: two to four short words, or one of Chinese, Japanese or Korean.
pub fn looks_like_uncased_name(name: &str) -> bool {
    let is_uncased = |c: char| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase();
    let words: Vec<&str> = name.split_whitespace().collect();
    let letters = |word: &&str| {
        word.chars().all(|c| {
            is_uncased(c) || matches!(c, '־' | '\'' | '׳' | '״' | '-' | '・') || is_combining_mark(c)
        })
    };
    let chars = name.chars().count();
    let is_ideographic = name
        .chars()
        .any(|c| ('\u{3040}'..='\u{9FFF}').contains(&c) || ('\u{AC00}'..='\u{D7AF}').contains(&c));
    let fits = if is_ideographic {
        (2..=12).contains(&chars)
    } else {
        (2..=4).contains(&words.len()) && chars <= 32
    };
    fits && words.iter().all(letters)
}

/// Returns true for two to five capitalized words of letters, none of them an organization's.
pub fn looks_like_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    (2..=5).contains(&words.len())
        && name.chars().count() <= 50
        && words.iter().all(|word| is_name_word(word))
        && words.last().is_some_and(|word| word.starts_with(char::is_uppercase))
        && !is_organization(name)
}

fn is_name_word(word: &str) -> bool {
    let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-'));
    letters && (word.starts_with(char::is_uppercase) || PARTICLES.contains(word) || word.contains('\''))
}

/// Makes a set of names that are parted by `|`.
pub fn set(names: &'static str) -> HashSet<&'static str> {
    names.split('|').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_and_organizations() {
        assert!(looks_like_person("Ilse van der Meer"));
        assert!(looks_like_person("AZRA O’NEILL"));
        for other in
            ["Reuters", "Harbour Gazette Staff", "the editors", "Water Police", "3 May 2024", "Read more"]
        {
            assert!(!looks_like_person(other), "{other}");
        }
        assert_eq!(kind("REUTERS"), CreditKind::Organization);
        assert_eq!(kind("Nordvik Gazette Staff"), CreditKind::Organization);
        assert_eq!(kind("Cher"), CreditKind::Person);
    }
}

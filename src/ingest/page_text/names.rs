//! Tells names of organizations from names that look like those of people.

use crate::model::new_article::CreditKind;
use crate::text::fold_name;

/// News and picture agencies, folded.
const AGENCIES: &str = "aap|afp|agence france-presse|agencia efe|alamy|anadolu|anadolu agency|ani|anp|ansa|ap|apa|\
    associated press|ats|belga|bloomberg|canadian press|cp|ctk|ddp|dpa|efe|epa|epa-efe|epd|\
    europa press|flash90|getty|getty images|ians|imago|imago images|interfax|istock|jta|keystone|\
    keystone-sda|kna|kyodo|lusa|magnum|mti|ntb|pa|pa media|pap|picture alliance|press association|pti|\
    reuters|ritzau|sda|shutterstock|sid|sipa|stt|tass|the associated press|the canadian press|\
    the media line|tps|tt|upi|xinhua|yonhap|zuma|zuma press";

/// Words that a person's name doesn't have, folded.
const ORGANIZATION_WORDS: &str = "agence|agencies|agency|agentur|agenturen|archive|archives|army|association|authority|board|bureau|\
    center|centre|collection|commission|correspondents|council|department|desk|editors|foundation|\
    gazette|government|herald|images|institute|journal|library|magazine|media|ministry|museum|network|\
    news|newspaper|newsroom|observatory|office|online|photo|photos|police|post|presidency|press|\
    reporters|redaktion|redaction|redaccion|redazione|service|society|staff|team|times|tribune|\
    university|zeitung";

/// Lower-case words inside people's names.
const PARTICLES: &str = "al|abu|bin|bint|da|das|de|del|della|den|der|des|di|do|dos|du|e|el|la|le|ibn|ter|ten|van|von|y|zu|\
    zur";

pub fn is_agency(name: &str) -> bool {
    has(AGENCIES, &fold_name(name))
}

/// Returns true if an agency or a word of organizations says so, or an article such as in `The Gazette`.
pub fn is_organization(name: &str) -> bool {
    let folded = fold_name(name);
    has(AGENCIES, &folded)
        || folded.starts_with("the ")
        || folded.split([' ', '-']).any(|word| has(ORGANIZATION_WORDS, word))
}

pub fn kind(name: &str) -> CreditKind {
    if is_organization(name) { CreditKind::Organization } else { CreditKind::Person }
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
    letters && (word.starts_with(char::is_uppercase) || has(PARTICLES, word) || word.contains('\''))
}

fn has(names: &str, name: &str) -> bool {
    names.split('|').any(|known| known == name)
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

//! The words of dates: months, weekdays and zones.

/// The names of the months in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish and
/// the Scandinavian languages, with their usual abbreviations.
const MONTHS: [&str; 12] = [
    "january jan januar jänner janvier janv enero gennaio janeiro januari stycznia",
    "february feb februar février févr febrero febbraio fevereiro februari lutego",
    "march mar märz mars marzo março maart marca mrz",
    "april apr avril avr abril aprile kwietnia",
    "may mai mayo maggio maio mei maj maja",
    "june jun juni juin junio giugno junho czerwca",
    "july jul juli juillet juil julio luglio julho lipca",
    "august aug août agosto augustus augusti sierpnia",
    "september sept sep septembre septiembre settembre setembro września",
    "october oct oktober okt octobre octubre ottobre outubro października",
    "november nov novembre noviembre novembro listopada",
    "december dec dezember dez décembre déc diciembre dicembre dezembro desember grudnia",
];

const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun montag \
    dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so lundi mardi \
    mercredi maandag dinsdag woensdag donderdag vrijdag zaterdag zondag mandag tirsdag onsdag \
    torsdag fredag lørdag søndag måndag tisdag lördag söndag jeudi vendredi samedi dimanche lunes \
    martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato \
    domenica";

/// Zones whose abbreviation is certain, those of RFC 2822 and Europe's, by hours east of UTC.
const ZONES: &[(i32, &str)] = &[
    (-8, "pst"),
    (-7, "mst pdt"),
    (-6, "cst mdt"),
    (-5, "est cdt"),
    (-4, "edt"),
    (0, "utc gmt z wet"),
    (1, "west cet mez"),
    (2, "cest mesz eet"),
    (3, "eest"),
];

/// Returns the month that a word in lower case names, 1 to 12.
pub(super) fn month(word: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|names| has(names, word))?;
    u32::try_from(at + 1).ok()
}

pub(super) fn is_weekday(word: &str) -> bool {
    has(WEEKDAYS, word)
}

/// Minutes east of UTC of an abbreviation in lower case.
pub(super) fn zone(word: &str) -> Option<i32> {
    ZONES.iter().find(|(_, names)| has(names, word)).map(|(hours, _)| hours * 60)
}

fn has(names: &str, word: &str) -> bool {
    names.split(' ').any(|name| name == word)
}

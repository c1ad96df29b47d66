//! The words of dates: months, weekdays and zones. They stand without case and marks, as [`plain`] makes them.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The names of the months and their usual abbreviations, in the form and the case in which a date has them: English,
/// the Romance, Germanic and Slavic languages, Greek, Turkish, Finnish, Hungarian, Arabic and Hebrew.
const MONTHS: [&str; 12] = [
    "january jan januar janner janvier janv enero ene gennaio gen janeiro januari stycznia \
     styczen sty ocak oca января январь янв січня січ януари ledna leden led januara \
     ιανουαριου ιαν ιανουαριοσ يناير جانفي ינואר tammikuuta tammikuu ianuarie ian sijecnja \
     gener urtarrila",
    "february feb februar fevrier fevr fev febrero febbraio fevereiro februari lutego luty \
     lut subat sub февраля февраль фев февр лютого лют февруари unora unor februara \
     φεβρουαριου φεβ φεβρουαριοσ فبراير فيفري شباط פברואר helmikuuta helmikuu februarie \
     veljace febrer",
    "march mar marz mars marzo marco maart mrt marca marzec mrz mart марта март мар березня \
     бер brezna brezen μαρτιου μαρ μαρτιοσ مارس اذار מרץ maaliskuuta maaliskuu marcius marc \
     martie ozujka maret",
    "april apr avril avr abril abr aprile kwietnia kwiecien kwi nisan nis апреля апрель апр \
     квітня квіт април dubna duben aprila απριλιου απρ απριλιοσ ابريل افريل نيسان אפריל \
     huhtikuuta huhtikuu aprilis aprilie travnja",
    "may mai mayo maggio mag maio mei maj maja mayis мая маи травня трав kvetna kveten μαιου \
     μαι μαιοσ مايو ماي ايار מאי toukokuuta toukokuu majus svibnja maig",
    "june jun juni juin junio giugno giu junho czerwca czerwiec cze haziran haz июня июнь июн \
     червня черв юни cervna cerven juna ιουνιου ιουν ιουνιοσ يونيو جوان حزيران יוני kesakuuta \
     kesakuu junius iunie lipnja juny",
    "july jul juli juillet juil julio luglio lug julho lipca lipiec lip temmuz tem июля июль \
     июл липня лип юли cervence cervenec jula ιουλιου ιουλ ιουλιοσ يوليو جويلية تموز יולי \
     heinakuuta heinakuu julius iulie srpnja juliol",
    "august aug aout agosto ago augustus augusti sierpnia sierpien sie agustos agu августа \
     август авг серпня серп srpna srpen augusta αυγουστου αυγ αυγουστοσ اغسطس اوت اب אוגוסט \
     elokuuta elokuu augusztus agust kolovoza agost agustus",
    "september sept sep septembre septiembre settembre set setembro wrzesnia wrzesien wrz \
     eylul eyl сентября сентябрь сен сент вересня вер септември zari septembra σεπτεμβριου \
     σεπ σεπτεμβριοσ سبتمبر ايلول ספטמבר syyskuuta syyskuu szeptember szept septembrie rujna \
     setembre",
    "october oct oktober okt octobre octubre ottobre ott outubro out pazdziernika pazdziernik \
     paz ekim eki октября октябрь окт жовтня жовт октомври rijna rijen oktobra οκτωβριου οκτ \
     οκτωβριοσ اكتوبر אוקטובר lokakuuta lokakuu octombrie",
    "november nov novembre noviembre novembro listopada listopad lis kasim kas ноября ноябрь \
     ноя нояб листопада лист ноември listopadu novembra νοεμβριου νοε νοεμβριοσ نوفمبر נובמבר \
     marraskuuta marraskuu noiembrie studenoga studenog",
    "december dec dezember dez decembre diciembre dic dicembre dezembro desember grudnia \
     grudzien gru aralik ara декабря декабрь дек грудня груд декември prosince prosinec \
     decembra δεκεμβριου δεκ δεκεμβριοσ ديسمبر דצמבר joulukuuta joulukuu decembrie prosinca \
     desembre des",
];

const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun \
     montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so lundi \
     mardi mercredi jeudi vendredi samedi dimanche maandag dinsdag woensdag donderdag vrijdag zaterdag \
     zondag mandag tirsdag onsdag torsdag fredag lørdag søndag tisdag lordag sondag lunes martes \
     miercoles jueves viernes sabado domingo lunedi martedi mercoledi giovedi venerdi sabato domenica \
     segunda terca quarta quinta sexta poniedziałek wtorek sroda czwartek piatek sobota niedziela \
     понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс понеділок \
     вівторок середа четвер п'ятниця субота неділя pazartesi sali carsamba persembe cuma cumartesi pazar \
     pondeli utery streda ctvrtek patek nedele maanantai tiistai keskiviikko torstai perjantai lauantai \
     sunnuntai maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina δευτερα \
     τριτη τεταρτη πεμπτη παρασκευη σαββατο κυριακη الاثنين الثلاثاء الاربعاء الخميس الجمعة السبت الاحد \
     hetfo kedd szerda csutortok pentek szombat vasarnap luni marti miercuri joi vineri sambata duminica \
     senin selasa rabu kamis jumat sabtu minggu 月 火 水 木 金 土 日 월 화 수 목 금 토 일";

/// Words between a day and its month, or behind a year, by themselves without a meaning.
const PARTICLES: &str = "st nd rd th er re de del di do of den dne г год года р року m d י";

/// Words that stand between a date and its time of day.
const BEFORE_TIMES: &str = "at um a a t alle ore ora kl klo kello as as o las los om ob u godz h в о saat الساعة בשעה \
    klokken pukul ωρα στις";

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
    (3, "eest msk trt"),
    (9, "jst kst"),
];

static MONTH_OF: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
    let numbered = MONTHS.iter().zip(1..);
    numbered.flat_map(|(names, number)| names.split(' ').map(move |name| (name, number))).collect()
});

static DAYS: LazyLock<HashSet<&str>> = LazyLock::new(|| WEEKDAYS.split(' ').collect());

/// Returns a word in lower case and without marks.
pub(super) fn plain(word: &str) -> String {
    let letters = word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let without_marks = letters.filter(|c| !is_combining_mark(*c));
    let same = |c| match c {
        'ı' => 'i',
        'ς' => 'σ',
        c => c,
    };
    // Composed again, for the syllables of Korean.
    without_marks.map(same).nfc().collect()
}

/// Returns the month that a plain word names, 1 to 12. Hebrew writes "in" before it as one word.
pub(super) fn month(word: &str) -> Option<u32> {
    let named = |word: &str| MONTH_OF.get(word).copied();
    named(word).or_else(|| named(word.strip_prefix('ב')?))
}

pub(super) fn is_weekday(word: &str) -> bool {
    DAYS.contains(word)
}

pub(super) fn is_particle(word: &str) -> bool {
    has(PARTICLES, word)
}

pub(super) fn is_before_time(word: &str) -> bool {
    has(BEFORE_TIMES, word)
}

/// Minutes east of UTC of an abbreviation in lower case.
pub(super) fn zone(word: &str) -> Option<i32> {
    ZONES.iter().find(|(_, names)| has(names, word)).map(|(hours, _)| hours * 60)
}

fn has(names: &str, word: &str) -> bool {
    names.split(' ').any(|name| name == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_hold_plain_words() {
        for word in MONTHS.iter().flat_map(|names| names.split(' ')).chain(WEEKDAYS.split(' ')) {
            assert_eq!(plain(word), word);
        }
    }

    #[test]
    fn months_of_many_languages() {
        for (word, number) in [
            ("NİSAN", 4),
            ("апреля", 4),
            ("ΑΠΡΙΛΊΟΥ", 4),
            ("Février", 2),
            ("أبريل", 4),
            ("במרץ", 3),
            ("ARALIK", 12),
        ] {
            assert_eq!(month(&plain(word)), Some(number), "{word}");
        }
        assert_eq!(month("fog"), None);
    }
}

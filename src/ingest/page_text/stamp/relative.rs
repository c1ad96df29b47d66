//! Dates that count from now: `3 hours ago`. Nobody knows when that was, but the line is one of dates.

/// Words that make a number and a unit a date.
const MARKS: &[&str] = &[
    "ago",
    "vor",
    "y",
    "hace",
    "há",
    "fa",
    "geleden",
    "sedan",
    "siden",
    "sitten",
    "temu",
    "назад",
    "тому",
    "önce",
    "منذ",
    "לפני",
    "πριν",
    "před",
    "ezelőtt",
];

/// Units, by the beginnings of their names.
const UNITS: &[&str] = &[
    "sec",
    "min",
    "hour",
    "hr",
    "day",
    "week",
    "month",
    "stunde",
    "tag",
    "woche",
    "heure",
    "jour",
    "semaine",
    "hora",
    "día",
    "dia",
    "semana",
    "or",
    "giorn",
    "minut",
    "uur",
    "uren",
    "dag",
    "time",
    "timme",
    "tim",
    "tunti",
    "godz",
    "dni",
    "мин",
    "час",
    "дн",
    "ден",
    "годин",
    "dakika",
    "saat",
    "gün",
    "ساع",
    "دقيق",
    "يوم",
    "שע",
    "דק",
    "ימים",
    "ώρ",
    "λεπτ",
    "hodin",
];

/// Returns the length of such a date with which a text begins.
pub(super) fn at_start(text: &str) -> Option<usize> {
    let mut end = 0;
    let (mut number, mut unit, mut mark) = (false, false, false);
    let start = text.split(' ').next().unwrap_or_default();
    if !start.starts_with(char::is_numeric) && start.chars().count() > 6 {
        return None;
    }
    for word in text.split(' ').take(5) {
        let lower = word.trim_matches([',', '.', '|']).to_lowercase();
        let is_number = lower.parse::<u16>().is_ok()
            || matches!(lower.as_str(), "an" | "a" | "einer" | "une" | "una" | "il");
        let is_mark = MARKS.contains(&lower.as_str());
        let is_unit = number && UNITS.iter().any(|unit| lower.starts_with(unit));
        if !(is_number || is_mark || is_unit) {
            break;
        }
        (number, unit, mark) = (number || is_number, unit || is_unit, mark || is_mark);
        end += word.len() + usize::from(end > 0);
        if number && unit && mark {
            return Some(end.min(text.len()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::at_start;

    #[test]
    fn number_unit_and_mark() {
        for text in
            ["3 hours ago", "vor 3 Stunden", "il y a 3 heures", "hace 2 horas", "3 часа назад", "an hour ago"]
        {
            assert_eq!(at_start(text), Some(text.len()), "{text}");
        }
        assert_eq!(at_start("2 minutes ago | Update"), Some(13));
        for text in ["3 hours", "ago 3", "a long time ago", "vor Gericht", "3 bridges ago"] {
            assert_eq!(at_start(text), None, "{text}");
        }
    }
}

//! A value as its field wants it, in whatever way the source wrote it.

use chrono::{DateTime, Datelike, SecondsFormat, TimeDelta, Utc};
use serde_json::Value;

use crate::ingest::date::{self, Printed};
use crate::ingest::warning::Warning;
use crate::model::moment::{Moment, Precision};

/// A value, as far as it could be read.
pub(super) enum Read {
    /// It says nothing.
    Nothing,
    Taken(Value),
    Doubtful(Value, Doubt),
    /// No value of its field.
    Invalid(Value),
}

/// The reason why a value may not be what was meant.
pub(super) enum Doubt {
    Rounded(String),
    NoZone(String),
    UnknownZone(String),
}

impl Doubt {
    pub(super) fn warning(self, field: String) -> Warning {
        match self {
            Self::Rounded(value) => Warning::Rounded { field, value },
            Self::NoZone(value) => Warning::NoZone { field, value },
            Self::UnknownZone(zone) => Warning::UnknownZone(zone),
        }
    }
}

/// Returns true for values that say nothing.
pub fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(values) => values.iter().all(is_nothing),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Returns the value of a list of one; of any other value itself.
pub(super) fn alone(value: Value) -> Value {
    match value {
        Value::Array(mut values) if values.iter().filter(|value| !is_nothing(value)).count() == 1 => {
            values.retain(|value| !is_nothing(value));
            values.pop().unwrap_or_default()
        }
        other => other,
    }
}

/// Returns a value as a text that a person reads.
pub(super) fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Reads a text; numbers, and true and false, as they are written.
pub(super) fn text(value: Value) -> Read {
    match alone(value) {
        value if is_nothing(&value) => Read::Nothing,
        value @ Value::String(_) => Read::Taken(value),
        value @ (Value::Number(_) | Value::Bool(_)) => Read::Taken(value.to_string().into()),
        value => Read::Invalid(value),
    }
}

/// Reads one of some words, in letters of any case.
pub(super) fn word(value: Value, known: fn(&str) -> Option<&'static str>) -> Read {
    match text(value) {
        Read::Taken(value) => {
            let word = value.as_str().and_then(|word| known(&word.trim().to_ascii_lowercase()));
            word.map_or(Read::Invalid(value), |word| Read::Taken(word.into()))
        }
        other => other,
    }
}

/// Reads true or false.
pub(super) fn flag(value: Value) -> Read {
    match text(value) {
        Read::Taken(value) => match shown(&value).trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "1" => Read::Taken(true.into()),
            "false" | "no" | "0" => Read::Taken(false.into()),
            _ => Read::Invalid(value),
        },
        other => other,
    }
}

/// Reads a number of things: `640`, `"640"`, `640.0` or `"640px"`. A fraction is rounded.
pub(super) fn count(value: Value, largest: u64) -> Read {
    let given = match text(value) {
        Read::Taken(value) => value,
        other => return other,
    };
    let digits = shown(&given);
    let digits = digits.trim();
    let digits = digits.strip_suffix("px").unwrap_or(digits).trim_end();
    if let Some(count) = digits.parse().ok().filter(|count: &u64| *count <= largest) {
        return Read::Taken(Value::from(count));
    }
    let (whole, fraction) = match digits.parse::<f64>() {
        // A float holds whole numbers up to this one.
        Ok(number) if (0.0..=9_007_199_254_740_992.0).contains(&number) => (number.round(), number.fract()),
        _ => return Read::Invalid(given),
    };
    match format!("{whole:.0}").parse().ok().filter(|count: &u64| *count <= largest) {
        Some(count) if fraction == 0.0 => Read::Taken(count.into()),
        Some(count) => Read::Doubtful(count.into(), Doubt::Rounded(shown(&given))),
        None => Read::Invalid(given),
    }
}

/// Reads a date of the years 1 to a last one.
pub(super) fn moment(value: Value, last_year: i32) -> Read {
    match printed(value) {
        Ok((given, Printed { moment, unknown_zone })) => {
            let years = 1..=last_year;
            if !years.contains(&moment.local().year()) || !years.contains(&instant_of(moment).year()) {
                return Read::Invalid(given);
            }
            match unknown_zone {
                Some(zone) => Read::Doubtful(moment.to_string().into(), Doubt::UnknownZone(zone)),
                None => Read::Taken(moment.to_string().into()),
            }
        }
        Err(read) => read,
    }
}

/// Reads an instant. A date without an offset is taken as it stands in UTC.
pub(super) fn instant(value: Value) -> Read {
    let exact = value.as_str().and_then(|text| DateTime::parse_from_rfc3339(text.trim()).ok());
    if let Some(at) = exact.filter(|at| at.to_utc().year() > 0) {
        return Read::Taken(at.to_utc().to_rfc3339_opts(SecondsFormat::AutoSi, true).into());
    }
    match printed(value) {
        Ok((given, Printed { moment, unknown_zone })) => {
            let at = instant_of(moment);
            if !(1..=9999).contains(&at.year()) {
                return Read::Invalid(given);
            }
            let instant = Value::from(at.to_rfc3339_opts(SecondsFormat::Secs, true));
            match unknown_zone {
                _ if moment.offset_minutes().is_some() => Read::Taken(instant),
                Some(zone) => Read::Doubtful(instant, Doubt::UnknownZone(zone)),
                None => Read::Doubtful(instant, Doubt::NoZone(shown(&given))),
            }
        }
        Err(read) => read,
    }
}

/// Reads a date of any precision, and returns the value as it was given too.
fn printed(value: Value) -> Result<(Value, Printed), Read> {
    let given = match text(value) {
        Read::Taken(given) => given,
        other => return Err(other),
    };
    match date::read(&shown(&given)) {
        Some(printed) => Ok((given, printed)),
        None => Err(Read::Invalid(given)),
    }
}

fn instant_of(moment: Moment) -> DateTime<Utc> {
    let offset = moment.offset_minutes().filter(|_| moment.precision() >= Precision::Minute).unwrap_or(0);
    let local = moment.local().and_utc();
    local.checked_sub_signed(TimeDelta::minutes(offset.into())).unwrap_or(local)
}

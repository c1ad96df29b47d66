//! Dates and numbers of an item, with a warning for what is none.

use chrono::{DateTime, Datelike, Utc};
use serde_json::{Value, json};

use super::item::Item;
use crate::ingest::date;
use crate::ingest::warning::Warning;
use crate::model::moment::{Moment, Precision};

/// Reads values, and collects what could not be read.
#[derive(Default)]
pub(super) struct Values {
    pub warnings: Vec<Warning>,
    invalid: Vec<Value>,
}

impl Values {
    /// Reads a date.
    pub fn moment(&mut self, field: &str, text: Option<&str>) -> Option<Moment> {
        let text = text.map(str::trim).filter(|text| !text.is_empty())?;
        let Some(printed) = date::read(text).filter(|printed| printed.moment.local().year() > 0) else {
            self.reject(field, text);
            return None;
        };
        self.warnings.extend(printed.unknown_zone.map(Warning::UnknownZone));
        Some(printed.moment)
    }

    /// Reads an instant. A time without offset is taken in UTC, with a warning.
    pub fn instant(&mut self, field: &str, text: Option<&str>) -> Option<DateTime<Utc>> {
        let moment = self.moment(field, text)?;
        if moment.offset_minutes().is_none() {
            let value = text.unwrap_or_default().to_owned();
            self.warnings.push(Warning::NoZone { field: field.to_owned(), value });
        }
        let utc = moment.local() - chrono::TimeDelta::minutes(moment.offset_minutes().unwrap_or(0).into());
        Some(utc.and_utc())
    }

    /// Reads the number of a version. 0 and numbers with parts are none.
    pub fn version(&mut self, text: Option<&str>) -> Option<u32> {
        let text = text.map(str::trim).filter(|text| !text.is_empty())?;
        let number = text.parse().ok();
        if number.is_none() {
            self.reject("version", text);
        }
        number
    }

    pub fn reject(&mut self, field: &str, value: &str) {
        self.invalid.push(json!(format!("{field}: {value}")));
        self.warnings.push(Warning::InvalidValue { field: field.to_owned(), value: value.to_owned() });
    }

    /// Puts what could not be read into what is kept beside the fields.
    pub fn finish(mut self, item: &mut Item) -> Vec<Warning> {
        for (field, value) in std::mem::take(&mut item.invalid) {
            self.reject(&field, &value);
        }
        if !self.invalid.is_empty() {
            item.keep("invalid", self.invalid);
        }
        self.warnings.extend(std::mem::take(&mut item.unknown).into_iter().map(Warning::UnknownProperty));
        self.warnings
    }
}

/// Returns true if a time is known to the minute.
pub(super) fn is_exact(moment: &Moment) -> bool {
    moment.precision() >= Precision::Minute
}

//! Values that their fields can't hold: left out, and kept in `extra.invalid`.

use chrono::Datelike;

use super::CleanArticle;
use super::images::check_facts;
use crate::model::image::merge::canonical_sha256;
use crate::model::moment::Moment;
use crate::model::new_article::NewArticle;
use crate::save::report::Warning;
use crate::save::resolve_date::has_fit_offset;
use crate::text::{domain_key, language};

impl CleanArticle {
    /// Puts codes, zones and hashes into their usual spelling, and takes out what can't be one.
    pub(super) fn check_values(&mut self) {
        let mut invalid = Vec::new();
        let article = &mut self.article;
        let mut check =
            |field: &'static str, given: &mut Option<String>, fit: &dyn Fn(&str) -> Option<String>| {
                let Some(value) = given.take() else { return };
                *given = fit(&value);
                if given.is_none() && !value.trim().is_empty() {
                    invalid.push((field, value));
                }
            };
        check("language", &mut article.language, &language::canonical);
        if let Some(publication) = &mut article.publication {
            publication.title = publication.title.split_whitespace().collect::<Vec<_>>().join(" ");
            check("publication.language", &mut publication.language, &language::canonical);
            check("publication.time_zone", &mut publication.time_zone, &time_zone);
            check("publication.domain", &mut publication.domain, &domain_key);
        }
        article.publication.take_if(|p| p.title.is_empty() && p.domain.is_none());
        for image in &mut article.images {
            check("images.sha256", &mut image.sha256, &canonical_sha256);
            for caption in &mut image.captions {
                check("captions.language", &mut caption.language, &language::canonical);
            }
        }
        check_numbers(article, &mut invalid);
        for (field, value) in invalid {
            self.keep("invalid", format!("{field}: {value}"));
            self.warnings.push(Warning::InvalidValue { field, value });
        }
        self.check_rich_body();
    }

    /// Takes out a rich body that is no HTML, or empty.
    fn check_rich_body(&mut self) {
        let Some(rich) = &mut self.article.rich_body else { return };
        let essence = rich.media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if rich.content.is_empty() {
            self.article.rich_body = None;
        } else if matches!(essence.as_str(), "text/html" | "application/xhtml+xml") {
            rich.media_type = essence;
        } else if let Some(rich) = self.article.rich_body.take() {
            self.keep("invalid", format!("rich_body: {}: {}", rich.media_type, rich.content));
            self.warnings.push(Warning::InvalidValue { field: "rich_body", value: rich.media_type });
        }
    }
}

/// Takes out numbers and dates that the archive's columns can't hold.
fn check_numbers(article: &mut NewArticle, invalid: &mut Vec<(&'static str, String)>) {
    for image in &mut article.images {
        check_facts(image, invalid);
    }
    for (field, given) in [("published", &mut article.published), ("modified", &mut article.modified)] {
        if let Some(at) = given.take_if(|at| !has_fit_offset(*at)) {
            *given = Some(Moment::new(at.local(), at.precision()));
            invalid.push((field, at.to_string()));
        }
    }
    if let Some(at) = article.modified.take_if(|at| !(1..=9999).contains(&at.local().year())) {
        invalid.push(("modified", at.to_string()));
    }
}

fn time_zone(name: &str) -> Option<String> {
    name.trim().parse::<chrono_tz::Tz>().ok().map(|zone| zone.name().to_owned())
}

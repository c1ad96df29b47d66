//! Publications, their sections, and organizations.

use serde::{Deserialize, Serialize};

use crate::{OrganizationId, PublicationId, SectionId};

/// A newspaper, site, magazine or wire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Publication {
    /// Its id in this archive.
    pub id: PublicationId,
    /// Its title; empty where only the domain is known.
    pub title: String,
    /// Its home domain, without `www.`; empty where not known.
    pub domain: String,
    /// BCP 47 language tag, `und` where not known.
    pub language: String,
    /// ISO 3166 country code, or empty.
    pub country: String,
    /// IANA time zone in which it prints times, or empty.
    pub time_zone: String,
}

/// A section of a publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Section {
    /// Its id in this archive.
    pub id: SectionId,
    /// The publication.
    pub publication: PublicationId,
    /// The name as first printed.
    pub name: String,
    /// The section that it is a part of.
    pub parent: Option<SectionId>,
}

/// What an organization does for the news.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganizationKind {
    /// A news agency.
    Agency,
    /// A photo agency.
    PhotoAgency,
    /// A publisher.
    Publisher,
    /// Anything else.
    #[default]
    Other,
}

/// A news agency, photo agency, publisher or other organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Organization {
    /// Its id in this archive.
    pub id: OrganizationId,
    /// Its name as first printed.
    pub name: String,
    /// What it does.
    pub kind: OrganizationKind,
}

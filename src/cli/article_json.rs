//! An article as the JSON that `show` prints.

use chrono::SecondsFormat;
use dateline::{Article, Caption, Credit, ImageUse, OrganizationId, Result, Revision, Snapshot};
use serde_json::{Value, json};

use super::page::utc;

/// The whole article, with names in the place of ids where it has them.
pub fn document(snapshot: &Snapshot<'_>, article: &Article) -> Result<Value> {
    let credits: Vec<_> = article.credits.iter().map(|one| credit(snapshot, one)).collect::<Result<_>>()?;
    let images: Vec<_> = article.images.iter().map(|one| image(snapshot, one)).collect::<Result<_>>()?;
    let revisions = snapshot.revisions_of(article.id)?;
    let publication = article.publication.as_ref().map(|publication| match publication.title.as_str() {
        "" => &publication.domain,
        _ => &publication.title,
    });
    let inferred = article.tags.iter().filter(|tag| tag.inferred).map(|tag| tag.name.as_str());
    Ok(json!({
        "id": article.id,
        "uri": article.uri,
        "headline": article.headline,
        "dek": article.dek,
        "byline": article.byline,
        "body": article.paragraphs().collect::<Vec<_>>(),
        "publication": publication,
        "section": article.section.as_ref().map(|section| &section.name),
        "language": article.language,
        "genre": article.genre,
        "status": article.status,
        "hidden": article.hidden,
        "embargoed": article.embargoed,
        "expires": article.expires,
        "published": article.published.moment(),
        "published_basis": article.published.basis,
        "published_printed": article.published.printed,
        "published_utc": utc(&article.published),
        "modified": article.modified,
        "first_seen": article.first_seen.to_rfc3339_opts(SecondsFormat::Secs, true),
        "word_count": article.word_count,
        "credits": credits,
        "images": images,
        "people": article.people.iter().map(|person| &person.name).collect::<Vec<_>>(),
        "tags": article.tags.iter().map(|tag| &tag.name).collect::<Vec<_>>(),
        "tags_printed": article.tags_printed,
        "tags_inferred": inferred.collect::<Vec<_>>(),
        "urls": article.urls.iter().map(|url| &url.given).collect::<Vec<_>>(),
        "keys": article.keys,
        "extra": article.extra,
        "revisions": revisions.iter().map(revision).collect::<Vec<_>>(),
    }))
}

fn credit(snapshot: &Snapshot<'_>, credit: &Credit) -> Result<Value> {
    Ok(json!({
        "name": credit.name,
        "kind": credit.kind,
        "role": credit.role,
        "person": credit.person,
        "organization": credit.organization,
        "organization_name": organization(snapshot, credit.organization)?,
    }))
}

fn image(snapshot: &Snapshot<'_>, used: &ImageUse) -> Result<Value> {
    let captions: Vec<_> = used.captions.iter().map(|one| caption(snapshot, one)).collect::<Result<_>>()?;
    Ok(json!({
        "role": used.role,
        "after_paragraph": used.after_paragraph,
        "id": used.image.id,
        "uri": used.image.uri,
        "urls": used.image.urls,
        "alt": used.image.alt,
        "credit_line": used.image.credit_line,
        "people": used.image.people.iter().map(|person| &person.name).collect::<Vec<_>>(),
        "captions": captions,
    }))
}

fn caption(snapshot: &Snapshot<'_>, caption: &Caption) -> Result<Value> {
    Ok(json!({
        "text": caption.text,
        "credit": caption.credit,
        "language": caption.language,
        "photographer": caption.photographer,
        "agency": organization(snapshot, caption.agency)?,
    }))
}

fn organization(snapshot: &Snapshot<'_>, id: Option<OrganizationId>) -> Result<Option<String>> {
    let Some(id) = id else { return Ok(None) };
    Ok(snapshot.organization(id)?.map(|organization| organization.name))
}

fn revision(revision: &Revision) -> Value {
    json!({
        "number": revision.number,
        "superseded": revision.superseded.to_rfc3339_opts(SecondsFormat::Secs, true),
        "changed": revision.changed,
        "document": revision.document,
    })
}

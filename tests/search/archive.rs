//! A small archive in six languages, of which every article is known by a short uri.
//!
//! Newest first: news, rats, tokyo, porto, eleicoes, withdrawn, secret, scrutin, hafen, oil, visit,
//! troops. `withdrawn` and `secret` are hidden.

use dateline::{
    Archive, NewArticle, NewCredit, NewImage, NewPublication, NewTag, Order, Page, Query, Status,
};

/// The articles that are not hidden.
pub const VISIBLE: &str = "news rats tokyo porto eleicoes scrutin hafen oil visit troops";

fn article(uri: &str, language: &str, published: &str, headline: &str) -> NewArticle {
    let mut article = NewArticle::new(headline, "").language(language).published(published.parse().unwrap());
    article.uri = Some(uri.into());
    article
}

fn post() -> NewPublication {
    let domain = Some("harbourpost.example".into());
    NewPublication { title: "The Harbour Post".into(), domain, ..NewPublication::default() }
}

fn english() -> [NewArticle; 5] {
    let image = NewImage::at("https://harbourpost.example/1.jpg");
    let mut troops = article("troops", "en", "2024-05-01T00:00:00Z", "Troops leave the northern islands")
        .byline("By Jane Smith")
        .credit("Jane Smith")
        .section("World")
        .person("Ada Jones")
        .tag("Defence")
        .image(image.caption("A soldier waves to children on the bridge.", "Newswire/Tom Okafor"));
    troops.publication = Some(post());
    troops.dek = "A convoy of American ships sailed at dawn.".into();
    troops.body =
        "They were told to visit al-Qaeda's former camp. U.S. officials declined to comment.".into();

    let one = NewImage::at("https://harbourpost.example/2.jpg").caption("Bridges at night", "");
    let other = NewImage::at("https://harbourpost.example/3.jpg").caption("House lights", "Jane Smith");
    let mut visit = article("visit", "en", "2024-05-01T23:59:59Z", "President visits harbour bridges")
        .section("Politics")
        .person("Ada Jones")
        .person("Ben Okri")
        .tag("Elections")
        .tag("Parliament")
        .image(one)
        .image(other);
    visit.publication = Some(post());
    visit.body = "Security was tight; the O'Brien family watched. 2,500 people came.".into();

    let mut oil = article("oil", "en-GB", "2024-05-02T00:00:00Z", "Oil prices rise again")
        .byline("By NEWSWIRE")
        .credit(NewCredit::organization("Newswire"))
        .section("Opinion")
        .tag("Energy");
    oil.publication = Some(post());
    oil.body = "American companies secured multi-agent systems, and \u{2066}Baku\u{2069} won🥇 ₽500.".into();

    let rats = article("rats", "en", "2024-05-09T08:00Z", "New rats in the old town");
    let mut news = article("news", "en", "2024-05-10T08:00Z", "News from the pier: rates rise");
    news.dek = "White houses by the sea".into();
    news.body = "The white house stands.".into();
    [troops, visit, oil, rats, news]
}

fn others() -> [NewArticle; 5] {
    let mut hafen = article("hafen", "de", "2024-05-03", "Häfen öffnen wieder")
        .publication("Küstenblatt")
        .byline("Von Greta Müller")
        .credit("Greta Müller")
        .person("A. Jones")
        .tag("Wahlen");
    hafen.body = "Die Fähren fahren zu den Häusern der Straße.".into();
    let mut scrutin =
        article("scrutin", "fr", "2024-05-04T12:00:00+02:00", "Les élections municipales approchent")
            .publication("Le Phare")
            .tag("Local elections");
    scrutin.body = "Les étudiants votent.".into();
    let eleicoes = article("eleicoes", "pt-BR", "2024-05-06T09:00Z", "Eleições no porto");
    let porto = article("porto", "pt", "2024-05-07T09:00Z", "Porto reabre");
    let tokyo = article("tokyo", "ja", "2024-05-08T09:00Z", "東京の港");
    [hafen, scrutin, eleicoes, porto, tokyo]
}

fn hidden() -> [NewArticle; 2] {
    let mut secret = article("secret", "en", "2024-05-05T08:00Z", "Secret troops plan").tag("Defence");
    secret.embargoed = Some("2030-01-01T00:00:00Z".parse().unwrap());
    let mut withdrawn = article("withdrawn", "en", "2024-05-05T10:00Z", "A story about ships");
    withdrawn.status = Some(Status::Canceled);
    [secret, withdrawn]
}

/// Wahlen is merged into Elections, Local elections stands below it; A. Jones is Ada Jones, who also
/// goes by Countess Lovely.
pub fn archive() -> Archive {
    let archive = Archive::in_memory().unwrap();
    archive
        .write_at("2024-06-01T00:00:00Z".parse().unwrap(), |tx| {
            tx.save_all(&english())?;
            tx.save_all(&others())?;
            tx.save_all(&hidden())?;
            let tag = |name: &str| tx.tag_named("", name).map(|tag| tag.unwrap().id);
            let (elections, wahlen, local) = (tag("Elections")?, tag("Wahlen")?, tag("Local elections")?);
            tx.merge_tags(wahlen, elections)?;
            tx.set_tag_parent(local, Some(elections))?;
            let ada = tx.people_named("Ada Jones")?[0].id;
            let a_jones = tx.people_named("A. Jones")?[0].id;
            tx.merge_people(a_jones, ada)?;
            tx.add_person_name(ada, "Countess Lovely")
        })
        .unwrap();
    archive
}

/// The uris of a page, in its order.
pub fn uris(page: &Page) -> String {
    page.hits.iter().map(|hit| hit.uri.as_str()).collect::<Vec<_>>().join(" ")
}

/// Each query finds just these articles, in this order, and the archive has nothing to note.
#[track_caller]
pub fn finds(archive: &Archive, table: &[(&str, &str)]) {
    for (query, expected) in table {
        let page = archive.search(&Query::from(*query).order(Order::Newest)).unwrap();
        assert_eq!(uris(&page), *expected, "{query}");
        assert_eq!(page.notes, [], "{query}");
        assert_eq!(page.total.count, page.hits.len(), "{query}");
        assert!(page.total.is_exact, "{query}");
    }
}

/// A tag that no article carries yet.
pub fn tag(scheme: &str, name: &str) -> NewTag {
    NewTag { name: name.into(), scheme: scheme.into(), ..NewTag::default() }
}

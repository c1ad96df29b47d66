//! The marked parts of the headline and the dek of a hit.

use dateline::Query;

use crate::archive::archive;

#[test]
fn the_words_that_were_found_are_marked() {
    let archive = archive();
    for (query, uri, headline, dek) in [
        ("visit bridge", "visit", "President [visits] harbour [bridges]", ""),
        ("Hafen", "hafen", "[Häfen] öffnen wieder", ""),
        ("offnen", "hafen", "Häfen [öffnen] wieder", ""),
        ("ELECTION", "scrutin", "Les [élections] municipales approchent", ""),
        ("élec*", "scrutin", "Les [élections] municipales approchent", ""),
        ("\"prices rise\"", "oil", "Oil [prices rise] again", ""),
        ("oil OR rising", "oil", "[Oil] prices [rise] again", ""),
        ("rates", "news", "News from the pier: [rates] rise", "White houses by the sea"),
        ("\"white house\"", "news", "News from the pier: rates rise", "White houses by the sea"),
        ("white-house", "news", "News from the pier: rates rise", "[White houses] by the sea"),
        ("house", "news", "News from the pier: rates rise", "White [houses] by the sea"),
        (
            "troop ships",
            "troops",
            "[Troops] leave the northern islands",
            "A convoy of American [ships] sailed at dawn.",
        ),
        (
            "headline:northern dawn",
            "troops",
            "Troops leave the [northern] islands",
            "A convoy of American ships sailed at [dawn].",
        ),
        (
            "headline:leave dek:convoys",
            "troops",
            "Troops [leave] the northern islands",
            "A [convoy] of American ships sailed at dawn.",
        ),
        (
            "troops -oil person:ada",
            "troops",
            "[Troops] leave the northern islands",
            "A convoy of American ships sailed at dawn.",
        ),
        ("on:2024-05-02", "oil", "Oil prices rise again", ""),
        ("東京の港", "tokyo", "[東京の港]", ""),
    ] {
        let page = archive.search(&Query::from(query)).unwrap();
        let hit = page.hits.iter().find(|hit| hit.uri == uri).unwrap_or_else(|| panic!("{query}: not found"));
        let marked = |html: String| html.replace("<mark>", "[").replace("</mark>", "]");
        assert_eq!(marked(hit.headline.html()), headline, "{query}");
        assert_eq!(marked(hit.dek.html()), dek, "{query}");
    }
}

//! One photograph, many uses: a caption belongs to the use.
//!
//!     cargo run --example captions

use dateline::{Archive, NewArticle, NewCaption, NewImage, Query};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let archive = Archive::in_memory()?;
    let photo = || NewImage::at("https://example.org/lighthouse.jpg");

    // Three stories show one photograph, each with words of its own, and none with the same credit.
    let news = NewArticle::new("Lighthouse goes dark", "It was dark for nine hours.")
        .language("en")
        .published("2024-10-07".parse()?)
        .image(photo().caption("The lighthouse on Monday.", "Joram Vale/The Ostermere Courier"));
    let feature = NewArticle::new("The last keeper", "He has kept the light since 1988.")
        .language("en")
        .published("2024-10-12".parse()?)
        .image(photo().caption("Where the keeper lives.", "NPA/JORAM VALE"));

    // A caption may stand in several languages. The credit is kept as printed, and beside it what it
    // says: the photographer and the agency.
    let mut both = photo().caption("The lighthouse at dusk.", "");
    both.captions.push(NewCaption {
        text: "Le phare au crépuscule.".into(),
        credit: "Joram Vale / NPA".into(),
        photographer: Some("Joram Vale".into()),
        agency: Some("NPA".into()),
        language: Some("fr".into()),
        ..NewCaption::default()
    });
    let review = NewArticle::new("A year in pictures", "").language("en");
    let review = review.published("2024-12-30".parse()?).image(both);
    let saved = archive.write(|tx| tx.save_all(&[news, feature, review]))?;

    // All three uses lead to one picture, and from there to each other.
    let first = saved[0].id.ok_or("it was saved")?;
    let uses = archive.read(|s| {
        let image = s.images_of(first)?.remove(0).image;
        println!("{}", image.uri);
        s.uses_of(image.id)
    })?;
    for used in &uses {
        println!("{}  {}", used.published.date(), used.headline);
        for caption in &used.captions {
            println!("    {}: {}", caption.language, caption.text);
            if !caption.credit.is_empty() {
                println!("        credit: {}", caption.credit);
            }
        }
    }

    // Words of captions and credits are searched with the article, or alone.
    println!();
    for typed in ["keeper", "caption:keeper", "caption:phare", "credit:vale", "dark has:image"] {
        let page = archive.search(&Query::from(typed))?;
        let headlines: Vec<_> = page.hits.iter().map(|hit| hit.headline.text()).collect();
        println!("{typed}: {}", headlines.join("; "));
    }

    // Or the pictures themselves: which of them says this, where else did it run, and with which
    // words? All words must stand in one caption: no use says both "keeper" and "dusk".
    for typed in ["dusk", "keepers credit:vale", "keeper dusk"] {
        let found = archive.search_images(&Query::from(typed))?;
        println!("\npictures of {typed}: {}", found.images.len());
        for hit in &found.images {
            println!("{} in \"{}\"", hit.image.uri, hit.found_in.headline);
            for caption in &hit.captions {
                println!("    {} ({})", caption.text.html(), caption.credit.html());
            }
            for other in &hit.other_uses {
                println!("    also in \"{}\": {}", other.headline, other.captions[0].text);
            }
        }
    }
    Ok(())
}

//! The pictures of a page, with the words under them.

use dateline::ingest::Warning;
use dateline::{ImageRole, NewImage};

use super::{TEXT, article, read};

fn images(markup: &str) -> Vec<NewImage> {
    article(&format!("<html><body><article><h1>Bridge opens</h1>{markup}{TEXT}</article></body></html>"))
        .images
}

/// Caption and credit of each picture.
fn words(images: &[NewImage]) -> Vec<(&str, &str)> {
    images
        .iter()
        .flat_map(|image| &image.captions)
        .map(|caption| (caption.text.as_str(), caption.credit.as_str()))
        .collect()
}

#[test]
fn styles_of_captions() {
    for (markup, caption, credit) in [
        (
            "<figure><img src=/a.jpg><figcaption>The bridge. Photo: Ann Lee/Reuters</figcaption></figure>",
            "The bridge.",
            "Ann Lee/Reuters",
        ),
        (
            "<figure><img src=/a.jpg><figcaption>The bridge <span class=credit>(Ann Lee)</span></figcaption></figure>",
            "The bridge",
            "Ann Lee",
        ),
        (
            "<figure><img src=/a.jpg><figcaption>The bridge</figcaption><small>© Ann Lee</small></figure>",
            "The bridge",
            "Ann Lee",
        ),
        (
            "<div class=wp-caption><img src=/a.jpg><p class=wp-caption-text>The bridge (Ann Lee / AFP)</p></div>",
            "The bridge",
            "Ann Lee / AFP",
        ),
        (
            "<div><img src=/a.jpg><div class=image__caption>Die Brücke. Foto: Ann Lee</div></div>",
            "Die Brücke.",
            "Ann Lee",
        ),
        ("<div><figure><img src=/a.jpg></figure><figcaption>The bridge</figcaption></div>", "The bridge", ""),
        (
            "<div><span>Foto: Ann Lee</span><img src=/a.jpg><div>The bridge at dawn</div></div>",
            "The bridge at dawn",
            "Ann Lee",
        ),
        (
            "<figure><img src=/a.jpg data-caption='The bridge' data-credit='Ann Lee'></figure>",
            "The bridge",
            "Ann Lee",
        ),
        (
            "<figure itemscope itemtype='https://schema.org/ImageObject'><img src=/a.jpg><p itemprop=caption>The bridge</p><b itemprop=copyrightHolder>Ann Lee</b></figure>",
            "The bridge",
            "Ann Lee",
        ),
        (
            "<figure><img src=/a.jpg><figcaption>The bridge (and the old ferry)</figcaption></figure>",
            "The bridge (and the old ferry)",
            "",
        ),
    ] {
        assert_eq!(words(&images(markup)), [(caption, credit)], "{markup}");
    }
}

#[test]
fn makers_are_told_apart() {
    let images = images(
        "<figure><img src=/a.jpg><figcaption>The bridge. Photo: Ann Lee/Reuters</figcaption></figure>",
    );
    let caption = &images[0].captions[0];
    assert_eq!(
        (caption.photographer.as_deref(), caption.agency.as_deref()),
        (Some("Ann Lee"), Some("Reuters"))
    );
}

#[test]
fn a_picture_that_is_loaded_later_is_where_it_will_be() {
    let images = images(
        "<figure><img src='data:image/gif;base64,R0lGOD' data-src=/a.jpg data-srcset='/a.jpg?w=300 300w, /a.jpg?w=900 900w' alt='A bridge'>\
         <figcaption>One</figcaption></figure>",
    );
    assert_eq!(images[0].urls, ["https://www.example.org/a.jpg"]);
    let widths: Vec<Option<u32>> = images[0].renditions.iter().map(|rendition| rendition.width).collect();
    assert_eq!(widths, [Some(300), Some(900)]);
    assert_eq!(images[0].alt, "A bridge");
}

#[test]
fn places_among_the_paragraphs() {
    let [one, two, three] = ["a", "b", "c"]
        .map(|name| format!("<figure><img src=/{name}.jpg><figcaption>{name}{name}</figcaption></figure>"));
    let (first, rest) = TEXT.split_at(TEXT.find("</p>").unwrap() + 4);
    let page = format!(
        "<html><body><article>{one}{first}{two}{rest}<div class=gallery>{three}</div></article></body></html>"
    );
    let places: Vec<(ImageRole, u32)> =
        article(&page).images.iter().map(|image| (image.role, image.after_paragraph)).collect();
    assert_eq!(places, [(ImageRole::Lead, 0), (ImageRole::Inline, 1), (ImageRole::Gallery, 3)]);
}

#[test]
fn the_picture_that_is_shared_leads_unless_it_stands_in_the_page() {
    let page = |body: &str| {
        format!(
            "<html><head><meta property='og:image' content='https://www.example.org/a.jpg?w=1200'><meta property='og:image:alt' content='A bridge'></head>\
             <body><article>{body}{TEXT}</article></body></html>"
        )
    };
    let alone = article(&page("")).images;
    assert_eq!((alone.len(), alone[0].role, alone[0].alt.as_str()), (1, ImageRole::Lead, "A bridge"));
    let same =
        article(&page("<figure><img src='/a.jpg?w=300'><figcaption>The bridge</figcaption></figure>")).images;
    assert_eq!(same.len(), 1);
    assert_eq!(words(&same), [("The bridge", "")]);
}

#[test]
fn the_json_ld_says_more_of_a_picture() {
    let page = format!(
        "<html><head><script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"headline\": \"Fog\", \"image\": [{{\"@type\": \"ImageObject\",\
         \"url\": \"https://www.example.org/a.jpg\", \"width\": 1200, \"height\": \"800px\", \"caption\": \"The bridge\", \"creditText\": \"Foto: Ann Lee\",\
         \"creator\": {{\"@type\": \"Person\", \"name\": \"Ann Lee\"}}, \"copyrightNotice\": \"© 2024 Gazette\"}}]}}</script></head><body><article>{TEXT}</article></body></html>"
    );
    let images = article(&page).images;
    assert_eq!(images.len(), 1);
    let image = &images[0];
    assert_eq!((image.width, image.height), (Some(1200), Some(800)));
    assert_eq!((image.creator.as_str(), image.copyright_notice.as_str()), ("Ann Lee", "© 2024 Gazette"));
    assert_eq!(words(&images), [("The bridge", "Ann Lee")]);
}

#[test]
fn pictures_of_other_stories_and_of_the_page_stay_out() {
    let images = images(
        "<nav><img src=/logo.png></nav><div class=related><figure><img src=/r.jpg><figcaption>Another story</figcaption></figure></div>\
         <a href=/other><img src=/o.jpg></a><img src=/icon.png width=16 height=16><div class=author-box><img src=/ann.jpg></div>",
    );
    assert_eq!(images, []);
}

#[test]
fn a_link_that_leads_nowhere_is_told() {
    let page = format!(
        "<html><body><article><figure><img src='javascript:alert(1)'><figcaption>The bridge</figcaption></figure>{TEXT}</article></body></html>"
    );
    let reading = read(&page);
    assert_eq!(reading.article.images, []);
    assert_eq!(
        reading.warnings,
        [Warning::UnusableLink { field: "images", link: "javascript:alert(1)".into() }]
    );
}

//! Credits of pictures in the forms of many houses.

use super::{body, with_header};

#[track_caller]
fn caption(line: &str, text: &str, credit: &str) {
    let reading = with_header(&format!("By Tess Holloway\nMarch 4, 2024\n\n{line}"));
    let captions: Vec<_> = reading.article.images.iter().flat_map(|image| &image.captions).collect();
    assert_eq!(captions.len(), 1, "{line}");
    assert_eq!((&*captions[0].text, &*captions[0].credit), (text, credit), "{line}");
    assert_eq!(body(&reading).len(), 2, "{line}");
}

#[test]
fn credits_in_brackets() {
    let text = "Seals rest below the light on Monday.";
    caption(
        "Seals rest below the light on Monday. (MW Photo/Runa Aske, File)",
        text,
        "MW Photo/Runa Aske, File",
    );
    caption(
        "Seals rest below the light on Monday. (AP Photo/Runa Aske, Pool, File)",
        text,
        "AP Photo/Runa Aske, Pool, File",
    );
    caption("Seals rest below the light on Monday. [File: Runa Aske/Reuters]", text, "Runa Aske/Reuters");
    caption("Seals rest below the light on Monday. (Runa Aske)", text, "Runa Aske");
    caption("Seals rest below the light on Monday. (photo credit: Runa Aske", text, "Runa Aske");
    caption("Seals rest below the light on Monday. (Foto: Runa Aske)", text, "Runa Aske");
}

#[test]
fn credits_without_brackets() {
    let text = "Seals rest below the light on Monday.";
    for credit in ["Runa Aske/AP", "REUTERS/Runa Aske", "RUNA ASKE / AFP", "RUNA ASKE", "Getty Images | file"]
    {
        caption(&format!("{text} {credit}"), text, credit);
    }
    caption(&format!("{text} Photo by Runa Aske"), text, "Runa Aske");
    caption(&format!("{text} Credit...Runa Aske for The Star"), text, "Runa Aske for The Star");
    caption(&format!("{text} | Photo Credit: R. Aske"), text, "R. Aske");
    caption(&format!("{text} Photograph: Runa Aske/AFP/Getty Images"), text, "Runa Aske/AFP/Getty Images");
}

#[test]
fn captions_with_labels_on_lines_of_their_own() {
    let reading = with_header(
        "By Tess Holloway\nMarch 4, 2024\n\nImage source, Getty Images\nImage caption, Seals rest below the light",
    );
    let caption = &reading.article.images[0].captions[0];
    assert_eq!((&*caption.text, &*caption.credit), ("Seals rest below the light", "Getty Images"));
    assert_eq!(reading.article.images.len(), 1);
    assert_eq!(body(&reading).len(), 2);
}

#[test]
fn illustrative_is_no_credit() {
    caption(
        "Seals rest below the light (illustrative) (photo credit: Runa Aske)",
        "Seals rest below the light (illustrative)",
        "Runa Aske",
    );
    let reading = with_header("By Tess Holloway\nMarch 4, 2024\n\nSeals rest below the light (illustrative)");
    assert!(reading.article.images.iter().all(|image| image.captions[0].credit.is_empty()));
}

//! Fragments as feeds and wires have them.

use url::Url;

use super::fragment::Fragment;
use crate::model::new_article::NewImage;

fn read(html: &str) -> Fragment {
    Fragment::of(html, Some(&Url::parse("https://courier.example/news/feed.xml").unwrap()))
}

#[track_caller]
fn paragraphs(html: &str, expected: &[&str]) {
    assert_eq!(read(html).paragraphs, expected, "{html}");
}

#[test]
fn blocks_are_paragraphs() {
    paragraphs(
        "<p>Fog held up\n  the ferry.</p><p>It left&nbsp;late.</p>",
        &["Fog held up the ferry.", "It left late."],
    );
    paragraphs("Fog<p>rain<p>wind", &["Fog", "rain", "wind"]);
    paragraphs("<div>Fog <b>and</b> r<i>ai</i>n</div> wind", &["Fog and rain", "wind"]);
    paragraphs("<h2>Fog</h2><ul><li>rain</li><li><p>wind</p></li></ul>", &["Fog", "rain", "wind"]);
    paragraphs("one<br>two<br /><br>three<br><br><br>four<br>", &["one\ntwo", "three", "four"]);
    paragraphs("<table><tr><td>Fog</td><td>3</td></tr><tr><td>Rain</td></tr></table>", &["Fog 3", "Rain"]);
    paragraphs("<pre>one\n  two</pre>", &["one\ntwo"]);
    paragraphs("<p>&nbsp;</p><p> </p>", &[]);
    paragraphs("", &[]);
}

#[test]
fn references_are_decoded_once() {
    paragraphs("<p>AT&amp;T &lt;b&gt; &amp;amp; caf&eacute; &#8217;</p>", &["AT&T <b> &amp; café ’"]);
}

#[test]
fn what_is_no_text_is_left_out() {
    paragraphs(
        "a<script>var p = '<p>';</script><style>p{}</style><svg><text>x</text></svg><!-- c --> b\
         <video src=v.mp4>no video</video><select><option>1</select>",
        &["a b"],
    );
    // Nothing says where it would end.
    paragraphs("a <svg>b", &["a b"]);
    paragraphs("<iframe src='https://video.example/1'></iframe>a", &["a"]);
}

#[test]
fn a_figure_is_a_picture_with_its_words() {
    let fragment = read(
        "<p>Before.</p><figure><img src='/fog.jpg' alt='Fog &amp; boats' title='Fog'>\
         <figcaption>The ferry at dawn. <span class='photo-credit'>Photo: Mira Solberg</span></figcaption></figure><p>After.</p>",
    );
    assert_eq!(fragment.paragraphs, ["Before.", "After."]);
    let [image] = &*fragment.images else { panic!("{:?}", fragment.images) };
    assert_eq!(image.urls, ["https://courier.example/fog.jpg"]);
    assert_eq!((&*image.alt, &*image.title, image.after_paragraph), ("Fog & boats", "Fog", 1));
    let caption = &image.captions[0];
    assert_eq!((&*caption.text, &*caption.credit), ("The ferry at dawn.", "Mira Solberg"));
}

#[test]
fn captions_are_found_without_figcaption() {
    for html in [
        "<div class='wp-caption alignnone'><div><img src=a.jpg></div><p class='wp-caption-text'>The ferry. (Photo: Mira Solberg)</p></div>",
        "<figure><img src=a.jpg><div>The ferry. (Photo: Mira Solberg)</div></figure>",
        "<figure><img src=a.jpg><figcaption>The ferry.</figcaption><small>Photo: Mira Solberg</small></figure>",
        "<figure class=gallery><figure><img src=a.jpg><figcaption>The ferry. © Mira Solberg</figcaption></figure></figure>",
    ] {
        let fragment = read(&format!("{html}<p>After.</p>"));
        assert_eq!(fragment.paragraphs, ["After."], "{html}");
        let caption = &fragment.images[0].captions[0];
        assert_eq!((&*caption.text, &*caption.credit), ("The ferry.", "Mira Solberg"), "{html}");
        assert_eq!(fragment.images[0].captions.len(), 1, "{html}");
    }
}

#[test]
fn a_figure_without_a_picture_is_text() {
    paragraphs(
        "<figure><blockquote>We waited.</blockquote><figcaption>The captain</figcaption></figure><p>After.</p>",
        &["We waited.", "The captain", "After."],
    );
}

#[test]
fn a_picture_has_one_address_and_its_sizes() {
    let urls = |html: &str| -> (Vec<String>, Vec<(String, Option<u32>)>) {
        let NewImage { urls, renditions, .. } = read(html).images.remove(0);
        (urls, renditions.into_iter().map(|rendition| (rendition.url, rendition.width)).collect())
    };
    let at = |name: &str| format!("https://courier.example/{name}");
    let sizes = vec![(at("s.jpg"), Some(640)), (at("l.jpg"), Some(1280))];
    assert_eq!(
        urls("<img src=/a.jpg srcset='/s.jpg 640w, /l.jpg 1280w'>"),
        (vec![at("a.jpg")], sizes.clone())
    );
    assert_eq!(urls("<img srcset='/s.jpg 640w, /l.jpg 1280w'>"), (vec![at("l.jpg")], sizes.clone()));
    let picture = "<picture><source srcset='/s.jpg 640w, /l.jpg 1280w'><img src=/a.jpg></picture>";
    assert_eq!(urls(picture), (vec![at("a.jpg")], sizes));
    let late = "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' data-src=/a.jpg><noscript><img src=/a.jpg>No script?</noscript>";
    assert_eq!(urls(late), (vec![at("a.jpg")], vec![]));
    assert_eq!(read(late).images.len(), 1);
    assert!(read(late).paragraphs.is_empty());
}

#[test]
fn what_is_no_picture_is_left_out() {
    let fragment = read(
        "<img src=/pixel.gif width=1 height=1><img alt=x><img src='javascript:x'>\
         Fog <img class=emoji src=/f.png alt='🌫'>",
    );
    assert_eq!(fragment.images, []);
    assert_eq!(fragment.paragraphs, ["Fog 🌫"]);
}

#[test]
fn links_have_their_text() {
    let fragment = read(
        "<p>See <a href='/a'>the <b>report</b></a>, <a href='javascript:x'>this</a>, <a href=#top>top</a> and <a rel=nofollow href='https://e.example/b'>b</p>\
         <iframe src='https://video.example/1'></iframe>",
    );
    let links: Vec<_> =
        fragment.links.iter().map(|link| (&*link.url, &*link.text, &*link.relation)).collect();
    assert_eq!(
        links,
        [
            ("https://courier.example/a", "the report", ""),
            ("https://e.example/b", "b", "nofollow"),
            ("https://video.example/1", "", "embed"),
        ]
    );
    assert_eq!(fragment.paragraphs, ["See the report, this, top and b"]);
}

#[test]
fn depth_and_length_cost_nothing() {
    let times = 100_000;
    for (html, least) in [
        ("<div>".repeat(times) + "Fog", 1),
        ("<figure>".repeat(times) + "Fog", 1),
        ("<a href=x>".repeat(times) + "Fog", 1),
        ("<b title='".repeat(times) + "Fog", 1),
        ("<!-- <![CDATA[ <script> ".repeat(times) + "Fog", 0),
        ("<a b='>' c ".repeat(times) + "Fog", 1),
        ("&#".repeat(times) + "Fog", 1),
        (format!("<p {}>Fog", "a=b ".repeat(times)), 1),
        (format!("<img src=a {}>Fog", "class=emoji ".repeat(times)), 1),
        ("Fog<br>".repeat(times), 1),
    ] {
        assert!(read(&html).paragraphs.len() >= least, "{}", &html[..20]);
    }
}

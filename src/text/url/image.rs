//! URLs of pictures: which of them are renditions of one, in several sizes.

use url::Url;

use super::{parts, spelling, url_key};

/// Endings of the names of pictures.
const ENDINGS: [&str; 11] =
    ["jpg", "jpeg", "png", "gif", "webp", "avif", "heic", "tif", "tiff", "bmp", "jxl"];
/// Pixels that a width or height may say: what is more is a number of something else.
const MOST_PIXELS: u32 = 20_000;

/// A URL of a picture as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ImageUrl {
    /// Its normal form.
    pub normal: String,
    /// The normal form without what says in which size and quality the picture is sent.
    pub reduced: String,
    /// The width that it says, in pixels.
    pub width: Option<u32>,
}

impl ImageUrl {
    /// Reads a URL of a picture as given; `None` where it is none of the web, and none of a file.
    pub(crate) fn of(given: &str) -> Option<Self> {
        let Some(normal) = url_key(given) else {
            let normal = file(given)?;
            return Some(Self { reduced: normal.clone(), normal, width: None });
        };
        let (host, path, query) = parts(&normal);
        let (path, path_width) = reduced_path(path);
        let (query, query_width) = reduced_query(&path, query);
        let question = if query.is_empty() { "" } else { "?" };
        let reduced = format!("{host}{path}{question}{query}");
        Some(Self { reduced, width: query_width.or(path_width), normal })
    }
}

/// Returns the normal form of a URL of a picture as given.
pub(crate) fn image_url_key(given: &str) -> Option<String> {
    ImageUrl::of(given).map(|url| url.normal)
}

fn file(given: &str) -> Option<String> {
    let url = Url::parse(given.trim()).ok().filter(|url| url.scheme() == "file")?;
    let path = spelling::component(url.path());
    (path.len() > 1).then(|| format!("file://{}{path}", url.host_str().unwrap_or_default()))
}

/// Takes the size out of a path: `-300x200`, `-scaled` and `@2x` at the end of a name, and the segments
/// `w_300,h_200` and `fit-in/300x200` of servers that scale.
fn reduced_path(path: &str) -> (String, Option<u32>) {
    if !is_picture(path) {
        return (path.to_owned(), None);
    }
    let mut width = None;
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        if !is_last && let Some(found) = transformation(segment) {
            width = found.or(width);
        } else if let Some((found, _)) =
            segments.peek().filter(|_| segment == "fit-in").and_then(|size| dimensions(size))
        {
            segments.next();
            width = Some(found).filter(|pixels| *pixels > 0).or(width);
        } else {
            kept.push(segment);
        }
    }
    let mut reduced = kept.join("/");
    // Several may follow one another: `ferry-scaled-300x200@2x.jpg`.
    while let Some((stem, size, ending)) = sized_name(&reduced).or_else(|| marked_name(&reduced)) {
        width = width.or(size);
        reduced = format!("{stem}.{ending}");
    }
    (reduced, width)
}

/// Returns the width of a segment such as `w_300,h_200,c_fill`; `None` where it is no such segment.
fn transformation(segment: &str) -> Option<Option<u32>> {
    let mut width = None;
    let mut has_size = false;
    for part in segment.split(',') {
        let (name, value) = part.split_once('_')?;
        let is_known =
            matches!(name, "w" | "h" | "c" | "q" | "f" | "g" | "dpr" | "ar" | "fl") && !value.is_empty();
        if !is_known || name.len() > 1 && part.len() > 40 {
            return None;
        }
        if matches!(name, "w" | "h") {
            let auto = value == "auto";
            let pixels = pixels(value);
            if pixels.is_none() && !auto {
                return None;
            }
            has_size = true;
            width = pixels.filter(|_| name == "w").or(width);
        }
    }
    has_size.then_some(width)
}

/// Parts `name-300x200.jpg` into `name`, 300 and `jpg`.
fn sized_name(path: &str) -> Option<(&str, Option<u32>, &str)> {
    let (rest, ending) = path.rsplit_once('.')?;
    let (stem, size) = rest.rsplit_once('-')?;
    let (width, height) = dimensions(size)?;
    let has_name = !stem.is_empty() && !stem.ends_with('/');
    (has_name && width >= 16 && height >= 16).then_some((stem, Some(width), ending))
}

/// Parts `name-scaled.jpg`, which WordPress makes of large pictures, and `name@2x.jpg`, for screens of small pixels.
fn marked_name(path: &str) -> Option<(&str, Option<u32>, &str)> {
    let (rest, ending) = path.rsplit_once('.')?;
    let stem = rest.strip_suffix("-scaled").or_else(|| {
        let (stem, density) = rest.rsplit_once('@')?;
        matches!(density, "1x" | "2x" | "3x" | "4x").then_some(stem)
    })?;
    (!stem.is_empty() && !stem.ends_with('/')).then_some((stem, None, ending))
}

/// Reads `300x200`.
fn dimensions(size: &str) -> Option<(u32, u32)> {
    let (width, height) = size.split_once('x')?;
    Some((pixels(width)?, pixels(height)?))
}

fn pixels(digits: &str) -> Option<u32> {
    let plain = !digits.is_empty() && digits.len() <= 5 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|pixels| plain && *pixels <= MOST_PIXELS)
}

fn is_picture(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| is_ending(ending))
}

fn is_ending(ending: &str) -> bool {
    ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
}

/// Takes the parameters of size and quality out of a query. A short one such as `w` counts only where the
/// path is that of a picture, or another parameter says that pictures are sent in sizes: `chart?w=12` may be
/// the week.
fn reduced_query(path: &str, query: &str) -> (String, Option<u32>) {
    let signs: Vec<_> = query.split('&').map(sign).collect();
    let (sure, likely) = signs.iter().fold((0, 0), |(sure, likely), sign| match sign {
        Sign::Sure => (sure + 1, likely),
        Sign::Likely => (sure, likely + 1),
        Sign::None => (sure, likely),
    });
    let counts = is_picture(path) || sure > 0 || likely > 1;
    if !counts {
        return (query.to_owned(), None);
    }
    let (mut kept, mut width) = (Vec::new(), None);
    for (pair, sign) in query.split('&').zip(signs) {
        if matches!(sign, Sign::None) {
            kept.push(pair);
        } else {
            width = width_of(pair).or(width);
        }
    }
    (kept.join("&"), width)
}

/// The ways in which a parameter may ask for a size or quality.
enum Sign {
    /// By a name that means nothing else.
    Sure,
    /// By a name that may mean something else.
    Likely,
    None,
}

fn sign(pair: &str) -> Sign {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    let value = value.to_ascii_lowercase();
    let is_number = || value.parse::<f32>().is_ok_and(|number| (0.0..=MOST_PIXELS as f32).contains(&number));
    let is_size = || {
        let mut numbers = value.split(['x', ',', ':', '*']);
        numbers.clone().count() <= 2 && numbers.all(|number| pixels(number).is_some())
    };
    let is_sure = match name.to_ascii_lowercase().as_str() {
        "width" | "height" | "imwidth" | "dpr" => is_number(),
        "quality" => is_number() || matches!(value.as_str(), "auto" | "low" | "medium" | "high"),
        "resize" => is_size(),
        "fit" => is_word(&value) || is_size(),
        "fm" | "format" => is_ending(&value) || matches!(value.as_str(), "auto" | "pjpg" | "webply"),
        "auto" => value.split([',', '+']).all(|word| matches!(word, "format" | "compress" | "webp" | "avif")),
        _ => false,
    };
    let is_likely = match name.to_ascii_lowercase().as_str() {
        "w" | "h" => pixels(&value).is_some(),
        "q" => value.parse::<u32>().is_ok_and(|quality| quality <= 100),
        "size" => is_size() || matches!(value.as_str(), "small" | "medium" | "large" | "thumb" | "full"),
        "crop" => matches!(value.as_str(), "1" | "true" | "faces" | "center" | "top" | "entropy" | "smart"),
        _ => false,
    };
    match (is_sure, is_likely) {
        (true, _) => Sign::Sure,
        (_, true) => Sign::Likely,
        _ => Sign::None,
    }
}

fn is_word(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
}

fn width_of(pair: &str) -> Option<u32> {
    let (name, value) = pair.split_once('=')?;
    let value = match name.to_ascii_lowercase().as_str() {
        "w" | "width" | "imwidth" => value,
        "resize" | "fit" | "size" => value.split(['x', ',', ':', '*']).next()?,
        _ => return None,
    };
    pixels(value).filter(|pixels| *pixels > 0)
}

#[cfg(test)]
mod tests {
    use super::ImageUrl;

    fn reduced(given: &str) -> (String, Option<u32>) {
        let url = ImageUrl::of(given).unwrap();
        (url.reduced, url.width)
    }

    #[test]
    fn sizes_are_of_one_picture() {
        for (given, form, width) in [
            ("https://e.org/p.jpg?w=640", "e.org/p.jpg", Some(640)),
            ("https://e.org/p.jpg?w=1280&q=80", "e.org/p.jpg", Some(1280)),
            ("https://e.org/p.jpg?resize=300,200&ssl=1", "e.org/p.jpg?ssl=1", Some(300)),
            ("https://e.org/photo-1?w=800&q=80&fm=jpg", "e.org/photo-1", Some(800)),
            ("https://e.org/i?id=7&width=300", "e.org/i?id=7", Some(300)),
            ("https://e.org/p.jpg?auto=format,compress&fit=crop&dpr=2", "e.org/p.jpg", None),
            ("https://e.org/uploads/p-300x200.jpg", "e.org/uploads/p.jpg", Some(300)),
            ("https://e.org/uploads/p-scaled.jpg", "e.org/uploads/p.jpg", None),
            ("https://e.org/uploads/p-scaled-300x200@2x.jpg?w=600", "e.org/uploads/p.jpg", Some(600)),
            ("https://e.org/p@2x.png", "e.org/p.png", None),
            (
                "https://e.org/image/upload/c_fill,w_300,h_200/v1/p.jpg",
                "e.org/image/upload/v1/p.jpg",
                Some(300),
            ),
            ("https://e.org/fit-in/600x400/p.jpg", "e.org/p.jpg", Some(600)),
        ] {
            assert_eq!(reduced(given), (form.to_owned(), width), "{given}");
        }
    }

    #[test]
    fn what_may_be_another_picture_stays_apart() {
        for given in [
            "https://e.org/chart?w=12",
            "https://e.org/search?q=7",
            "https://e.org/p.jpg?q=harbour",
            "https://e.org/p.jpg?id=5",
            "https://e.org/p.jpg?v=3",
            "https://e.org/p.jpg?crop=0,0,300,200",
            "https://e.org/score-3x2.jpg",
            "https://e.org/1024x768/p.jpg",
            "https://e.org/w_300/h_200",
            "https://e.org/p-1.jpg",
            "https://e.org/bank_holiday/p.jpg",
            "https://e.org/-scaled.jpg",
            "https://e.org/ana@5x.jpg",
            "https://e.org/p-scaled",
        ] {
            let url = ImageUrl::of(given).unwrap();
            assert_eq!((&url.reduced, url.width), (&url.normal, None), "{given}");
        }
    }

    #[test]
    fn a_file_has_a_form_of_its_own() {
        let url = ImageUrl::of("file:///photos/ferry%20in%20fog.jpg").unwrap();
        assert_eq!(url, ImageUrl::of("FILE:///photos/ferry in fog.jpg").unwrap());
        assert!(url.normal.starts_with("file:///photos/"));
        for given in ["file:", "ftp://e.org/p.jpg", "p.jpg", "mailto:a@e.org", ""] {
            assert_eq!(ImageUrl::of(given), None, "{given}");
        }
    }
}

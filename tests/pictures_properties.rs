//! The search for pictures against a model that tries every use.

use dateline::{Archive, Cursor, NewArticle, NewCaption, NewImage, NewPerson, Query};
use proptest::prelude::*;

const WORDS: [&str; 7] = ["oil", "oils", "bank", "banks", "ada", "fog", "rui"];
const PEOPLE: [&str; 2] = ["Ada Fog", "Rui Oils"];
const TAGS: [&str; 2] = ["Red", "Blue"];

#[derive(Clone, Debug)]
struct Story {
    headline: &'static str,
    tag: Option<&'static str>,
    uses: Vec<Shown>,
}

/// A use of a picture; of the pictures, those of odd numbers show somebody.
#[derive(Clone, Debug)]
struct Shown {
    image: usize,
    captions: Vec<(Vec<&'static str>, Vec<&'static str>)>,
}

impl Shown {
    fn words(&self) -> (usize, Vec<&Vec<&'static str>>) {
        (self.image, self.captions.iter().map(|(text, _)| text).collect())
    }
}

#[derive(Clone, Debug)]
enum Asked {
    Word(&'static str),
    Exact(&'static str),
    Beginning(&'static str),
    Phrase(&'static str, &'static str),
    Caption(&'static str),
    Credit(&'static str),
    Person(&'static str),
    Tag(&'static str),
    Headline(&'static str),
    /// What stands between parentheses.
    All(Question),
}

#[derive(Clone, Debug)]
struct Question {
    groups: Vec<Vec<Asked>>,
    excluded: Vec<Asked>,
}

impl Asked {
    fn text(&self) -> String {
        match self {
            Self::Word(word) => (*word).into(),
            Self::Exact(word) => format!("\"{word}\""),
            Self::Beginning(beginning) => format!("{beginning}*"),
            Self::Phrase(one, other) => format!("\"{one} {other}\""),
            Self::Caption(word) => format!("caption:{word}"),
            Self::Credit(word) => format!("credit:{word}"),
            Self::Person(name) => format!("person:\"{name}\""),
            Self::Tag(tag) => format!("tag:{tag}"),
            Self::Headline(word) => format!("headline:{word}"),
            Self::All(all) => format!("({})", all.text()),
        }
    }

    fn is_met(&self, story: &Story, text: &[&str], credit: &[&str], people: &[&str]) -> bool {
        let names: Vec<Vec<String>> = people.iter().map(|name| split(name)).collect();
        let in_names = |wanted: &[&str]| names.iter().any(|name| stands(wanted, name));
        let anywhere = |wanted: &[&str]| stands(wanted, text) || stands(wanted, credit) || in_names(wanted);
        let is_form = |words: &[&str], word: &str| words.iter().any(|other| form(other) == form(word));
        match self {
            // Names have no forms.
            Self::Word(word) => is_form(text, word) || is_form(credit, word) || in_names(&[word]),
            Self::Exact(word) => anywhere(&[word]),
            Self::Beginning(beginning) => {
                let mut all =
                    text.iter().chain(credit).copied().chain(names.iter().flatten().map(String::as_str));
                all.any(|word| word.starts_with(beginning))
            }
            Self::Phrase(one, other) => anywhere(&[one, other]),
            Self::Caption(word) => is_form(text, word),
            Self::Credit(word) => is_form(credit, word),
            Self::Person(name) => {
                let words = split(name);
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                people.contains(name) || stands(&words, text)
            }
            Self::Tag(tag) => story.tag == Some(tag),
            Self::Headline(word) => form(story.headline) == form(word),
            Self::All(all) => all.is_met_by(|term| term.is_met(story, text, credit, people)),
        }
    }
}

fn form(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

fn split(name: &str) -> Vec<String> {
    name.split(' ').map(str::to_lowercase).collect()
}

fn stands(wanted: &[&str], words: &[impl AsRef<str>]) -> bool {
    words.windows(wanted.len()).any(|some| some.iter().zip(wanted).all(|(one, other)| one.as_ref() == *other))
}

fn people(image: usize) -> &'static [&'static str] {
    if image % 2 == 1 { &PEOPLE[image % 4 / 2..][..1] } else { &[] }
}

impl Question {
    fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.excluded.is_empty()
    }

    fn text(&self) -> String {
        let group = |group: &Vec<Asked>| group.iter().map(Asked::text).collect::<Vec<_>>().join(" OR ");
        let groups = self.groups.iter().map(group);
        groups
            .chain(self.excluded.iter().map(|term| format!("-{}", term.text())))
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn is_met(&self, story: &Story, shown: &Shown) -> bool {
        let nothing = [(Vec::new(), Vec::new())];
        let captions = if shown.captions.is_empty() { &nothing[..] } else { &shown.captions };
        captions.iter().any(|(text, credit)| {
            self.is_met_by(|term: &Asked| term.is_met(story, text, credit, people(shown.image)))
        })
    }

    fn is_met_by(&self, is_met: impl Fn(&Asked) -> bool) -> bool {
        self.groups.iter().all(|group| group.iter().any(&is_met)) && !self.excluded.iter().any(&is_met)
    }
}

fn stored(number: usize, story: &Story) -> NewArticle {
    let published = format!("2024-03-01T{:02}:00Z", number).parse().unwrap();
    let article = NewArticle::new(story.headline, "").language("en").published(published);
    let images = story.uses.iter().map(|shown| NewImage {
        uri: Some(shown.image.to_string()),
        people: people(shown.image).iter().map(|name| NewPerson::from(*name)).collect(),
        captions: shown
            .captions
            .iter()
            .zip(["en", "en-GB"])
            .map(|((text, credit), language)| NewCaption {
                text: text.join(" "),
                credit: credit.join(", "),
                language: Some(language.into()),
                ..NewCaption::default()
            })
            .collect(),
        ..NewImage::default()
    });
    let tags = story.tag.iter().map(|tag| (*tag).into()).collect();
    NewArticle { uri: Some(format!("s{number}")), images: images.collect(), tags, ..article }
}

fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(WORDS.to_vec())
}

fn stories() -> impl Strategy<Value = Vec<Story>> {
    let words = |sizes| prop::collection::vec(word(), sizes);
    let caption = (words(1..4), words(0..3));
    let shown = (0..6_usize, prop::collection::vec(caption, 0..3));
    let shown = shown.prop_map(|(image, captions)| Shown { image, captions });
    let tag = prop::option::of(prop::sample::select(TAGS.to_vec()));
    let story = (word(), tag, prop::collection::vec(shown, 0..4));
    let story = story.prop_map(|(headline, tag, given)| {
        // The same picture with the same words is one use.
        let mut uses: Vec<Shown> = Vec::new();
        for shown in given {
            if uses.iter().all(|known| known.words() != shown.words()) {
                uses.push(shown);
            }
        }
        Story { headline, tag, uses }
    });
    prop::collection::vec(story, 1..8)
}

fn asked() -> BoxedStrategy<Asked> {
    let single = prop_oneof![
        4 => word().prop_map(Asked::Word),
        1 => word().prop_map(Asked::Exact),
        1 => prop::sample::select(vec!["o", "ban", "ada", "ru"]).prop_map(Asked::Beginning),
        2 => (word(), word()).prop_map(|(one, other)| Asked::Phrase(one, other)),
        1 => word().prop_map(Asked::Caption),
        1 => word().prop_map(Asked::Credit),
        2 => prop::sample::select(PEOPLE.to_vec()).prop_map(Asked::Person),
        1 => prop::sample::select(TAGS.to_vec()).prop_map(Asked::Tag),
        1 => word().prop_map(Asked::Headline),
    ];
    let single = single.prop_recursive(2, 12, 3, |asked| {
        let all = question(asked.clone().boxed());
        let all = all.prop_filter("empty parentheses are ignored", |all| !all.is_empty());
        prop_oneof![2 => asked, 1 => all.prop_map(Asked::All)]
    });
    single.boxed()
}

fn question(asked: BoxedStrategy<Asked>) -> impl Strategy<Value = Question> {
    let groups = prop::collection::vec(prop::collection::vec(asked.clone(), 1..3), 0..3);
    let excluded = prop::collection::vec(asked, 0..2);
    (groups, excluded).prop_map(|(groups, excluded)| Question { groups, excluded })
}

/// Each picture with the place where it was found.
type Place = (String, String, u32);

fn pages(archive: &Archive, query: &Query) -> Vec<Place> {
    let mut found = Vec::new();
    let mut cursor: Option<Cursor> = None;
    loop {
        let page = archive.search_images(&query.clone().page_after(cursor)).unwrap();
        found.extend(
            page.images.into_iter().map(|hit| (hit.image.uri, hit.found_in.uri, hit.found_in.position)),
        );
        let Some(next) = page.next else { return found };
        assert!(found.len() < 100, "the pages have no end");
        cursor = Some(next);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(32) })]

    #[test]
    fn what_is_found_is_what_answers(stories in stories(), questions in prop::collection::vec(question(asked()), 12)) {
        let archive = Archive::in_memory().unwrap();
        let articles: Vec<_> = stories.iter().enumerate().map(|(number, story)| stored(number, story)).collect();
        archive.write(|tx| tx.save_all(&articles)).unwrap();
        for question in questions {
            let mut expected: Vec<Place> = Vec::new();
            for (number, story) in stories.iter().enumerate().rev() {
                for (position, shown) in (1..).zip(&story.uses) {
                    let image = shown.image.to_string();
                    let is_new = expected.iter().all(|(known, ..)| *known != image);
                    if is_new && question.is_met(story, shown) {
                        expected.push((image, format!("s{number}"), position));
                    }
                }
            }
            let query = Query::from(&*question.text());
            for size in [1, 2, 1000] {
                prop_assert_eq!(&pages(&archive, &query.clone().limit(size)), &expected, "{} by {}", query, size);
            }
        }
    }
}

//! The questions, by class.

/// A class of questions and the questions, as they are typed into Dateline.
pub const CLASSES: [(&str, &[&str]); 12] = [
    ("common word", &["the", "said", "company", "market", "government", "president"]),
    ("rarer word", &["opec", "gold", "earthquake", "tariff", "uruguay"]),
    ("word as typed", &["\"tariff\"", "\"earthquake\"", "\"company\""]),
    ("two words", &["oil prices", "trade deficit", "prime minister", "the government"]),
    ("three words", &["oil prices opec", "foreign exchange market", "said company shares"]),
    ("phrase", &["\"white house\"", "\"interest rates\"", "\"chief executive officer\""]),
    (
        "or",
        &["iran OR iraq", "wheat OR corn OR soybean", "government OR minister OR election", "the OR said"],
    ),
    ("prefix", &["pres*", "con*", "secur*", "agri*"]),
    (
        "filter and word",
        &[
            "tag:usa said",
            "tag:earn profit",
            "tag:gold the",
            "from:\"Northern Wire\" the",
            "from:\"Coastal Press\" oil",
            "tag:usa from:\"Coastal Press\" company",
            "tag:cocoa tag:gold the",
        ],
    ),
    (
        "filter",
        &["tag:usa", "tag:grain", "from:\"Coastal Press\"", "tag:japan tag:trade", "tag:cocoa tag:gold"],
    ),
    (
        "dates and word",
        &[
            "after:2015 before:2016 said",
            "after:2010-03 before:2010-05 oil",
            "before:2007 government",
            "after:2025-10 opec",
        ],
    ),
    ("without", &["oil -opec", "said -the", "bank -\"interest rates\""]),
];

/// Every question with its class.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    CLASSES.into_iter().flat_map(|(class, texts)| texts.iter().map(move |text| (class, *text)))
}

/// Returns true if a class is one of one to three words or a phrase, which are summed up by themselves.
pub fn is_of_words(class: &str) -> bool {
    matches!(class, "common word" | "rarer word" | "two words" | "three words" | "phrase")
}

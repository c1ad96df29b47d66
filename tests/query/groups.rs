//! Parentheses: what they group, and what they can't.

use dateline::{Conditions, DateLimit, Field, Filter, Matching, Note, Query, Term};

use crate::{asks, filter, form, limit, words};

/// Terms each of which must hold, and terms that may not.
fn all(groups: &[&[Term]], excluded: &[Term]) -> Term {
    let groups = groups.iter().map(|group| group.to_vec()).collect();
    Term::All(Conditions { groups, excluded: excluded.to_vec() })
}

fn a() -> Term {
    form("a")
}
fn b() -> Term {
    form("b")
}
fn c() -> Term {
    form("c")
}
fn d() -> Term {
    form("d")
}

/// The query has these groups and exclusions, reads back, and leaves these notes.
#[track_caller]
fn reads(text: &str, groups: &[&[Term]], excluded: &[Term], notes: &[Note]) {
    let query = Query::from(text);
    assert_eq!((query.groups(), query.excluded()), (&to_vec(groups)[..], excluded), "{text}");
    assert_eq!(query.notes(), notes, "{text}");
    assert_eq!(Query::from(&*query.to_string()), query, "{text} -> {query}");
    let data = serde_json::to_string(&query).unwrap();
    assert_eq!(serde_json::from_str::<Query>(&data).unwrap(), query, "{data}");
}

fn to_vec(groups: &[&[Term]]) -> Vec<Vec<Term>> {
    groups.iter().map(|group| group.to_vec()).collect()
}

#[test]
fn parentheses_group_alternatives_and_demands() {
    reads("(a OR b) (c OR d)", &[&[a(), b()], &[c(), d()]], &[], &[]);
    reads("((a b) OR c) d", &[&[all(&[&[a()], &[b()]], &[]), c()], &[d()]], &[], &[]);
    reads("a OR (b c)", &[&[a(), all(&[&[b()], &[c()]], &[])]], &[], &[]);
    reads("(a b) OR (c d)", &[&[all(&[&[a()], &[b()]], &[]), all(&[&[c()], &[d()]], &[])]], &[], &[]);
    reads("a(b OR c)d", &[&[a()], &[b(), c()], &[d()]], &[], &[]);
    reads("(a AND b) AND (c OR d)", &[&[a()], &[b()], &[c(), d()]], &[], &[]);
    let inner = all(&[&[b(), all(&[&[c()], &[d()]], &[])], &[c()]], &[]);
    reads("a OR ((b OR (c d)) c)", &[&[a(), inner]], &[], &[]);
}

#[test]
fn parentheses_that_change_nothing_go() {
    for text in ["(a)", "((a))", "(((a)))", "(a) OR ()"] {
        assert_eq!(Query::from(text).groups(), [[a()]], "{text}");
    }
    reads("(a OR b) OR (c OR d)", &[&[a(), b(), c(), d()]], &[], &[]);
    reads("(a b) c", &[&[a()], &[b()], &[c()]], &[], &[]);
    reads("(a (b c)) d", &[&[a()], &[b()], &[c()], &[d()]], &[], &[]);
    reads("(a -b) c", &[&[a()], &[c()]], &[b()], &[]);
    assert_eq!(Query::from("(a OR (b OR c)) -(d)").to_string(), "a OR b OR c -d");
    assert_eq!(Query::from("(iran troops) OR (oil -price)").to_string(), "(iran troops) OR (oil -price)");
}

#[test]
fn groups_are_excluded() {
    for text in ["-(a OR b)", "NOT (a OR b)", "NOT(a OR b)", "–(a OR b)"] {
        reads(text, &[], &[a(), b()], &[]);
    }
    // Not both.
    reads("c -(a b)", &[&[c()]], &[all(&[&[a()], &[b()]], &[])], &[]);
    // Neither of two, unless the second is excused.
    reads("-(a OR (b -c))", &[], &[a(), all(&[&[b()]], &[c()])], &[]);
    reads("-(-a)", &[], &[all(&[], &[a()])], &[]);
    reads("a OR (-b)", &[&[a(), all(&[], &[b()])]], &[], &[]);
    // Beside OR an exclusion holds for the whole query, with parentheses as without.
    let both = all(&[&[b()], &[c()]], &[]);
    reads("a OR -(b c)", &[&[a()]], &[both], &[Note::NotAlternative("-(b c)".into())]);
}

#[test]
fn a_field_before_a_group_holds_for_each_of_its_words() {
    let head = |word| form(word).within(Field::Headline);
    reads("headline:(a OR b)", &[&[head("a"), head("b")]], &[], &[]);
    reads("headline:(a b)", &[&[head("a")], &[head("b")]], &[], &[]);
    reads("-headline:(a OR b)", &[], &[head("a"), head("b")], &[]);
    let both = all(&[&[head("b")], &[head("c")]], &[]);
    reads("Headline:(a OR (b c))", &[&[head("a"), both]], &[], &[]);
    let quoted = words(&["a", "b"], Matching::Exact).within(Field::Headline);
    let prefix = words(&["c"], Matching::Prefix).within(Field::Headline);
    reads("headline:(\"a b\" c* -d)", &[&[quoted], &[prefix]], &[head("d")], &[]);
    // A field within is its own.
    reads("headline:(a body:b)", &[&[head("a")], &[b().within(Field::Body)]], &[], &[]);

    let tag = |name| filter(Filter::Tag, name);
    reads("tag:(Iran OR \"oil price\")", &[&[tag("Iran"), tag("oil price")]], &[], &[]);
    let from = |name| filter(Filter::Publication, name);
    reads("from:(https://example.org/ OR bbc)", &[&[from("https://example.org/"), from("bbc")]], &[], &[]);
    reads("is:(unread hidden)", &[&[Term::Mark("unread".into())], &[Term::IsHidden]], &[], &[]);
    reads("has:(image OR note)", &[&[Term::HasImage, Term::HasNote]], &[], &[]);
    let unknown = Note::UnknownField("autor".into());
    reads("autor:(a b)", &[&[form("autor")], &[a()], &[b()]], &[], &[unknown]);
}

#[test]
fn dates_between_parentheses_hold_for_the_whole_query() {
    let since = limit(DateLimit::Since, "2023");
    let query = asks("(a after:2023) b", &[&[a()], &[b()]]);
    assert_eq!(query.dates(), [since]);
    for text in
        ["(a after:2023) OR b", "b OR (a after:2023)", "b OR ((after:2023 a))", "((a after:2023)) OR b"]
    {
        let query = Query::from(text);
        assert_eq!(query.dates(), [since], "{text}");
        assert_eq!(query.notes(), [Note::NotAlternative("after:2023".into())], "{text}");
    }
    for text in ["-(a after:2023)", "NOT ((after:2023) a)"] {
        let query = Query::from(text);
        assert_eq!((query.excluded(), query.dates()), (&[a()][..], &[][..]), "{text}");
        assert_eq!(query.notes(), [Note::NotExcludable("after:2023".into())], "{text}");
    }
    let query = asks("(after:2023) a", &[&[a()]]);
    assert_eq!(query.dates(), [since]);
    let query = Query::from("after:(2023) OR a");
    assert_eq!((query.groups(), query.dates()), (&[vec![a()]][..], &[since][..]));
    assert_eq!(query.notes(), [Note::IgnoredOperator("OR".into())]);
}

#[test]
fn parentheses_without_a_counterpart_are_noted() {
    let ignored = |sign: &str| Note::IgnoredOperator(sign.into());
    reads("(a OR b", &[&[a(), b()]], &[], &[Note::UnclosedParenthesis]);
    reads("a (b OR (c d", &[&[a()], &[b(), all(&[&[c()], &[d()]], &[])]], &[], &[Note::UnclosedParenthesis]);
    reads("a) b", &[&[a()], &[b()]], &[], &[ignored(")")]);
    reads("a) OR b", &[&[a(), b()]], &[], &[ignored(")")]);
    reads("() a", &[&[a()]], &[], &[ignored("()")]);
    reads("a OR () OR b", &[&[a(), b()]], &[], &[ignored("()")]);
    reads("-() a", &[&[a()]], &[], &[ignored("()")]);
    reads("(OR a)", &[&[a()]], &[], &[ignored("OR")]);
    reads("(a OR) b", &[&[a()], &[b()]], &[], &[ignored("OR")]);
    reads("(!!!) a", &[&[a()]], &[], &[Note::NoWord("!!!".into())]);
    reads("- (a)", &[&[a()]], &[], &[ignored("-")]);
    for text in ["()", "(", ")", "((", "-(", "headline:("] {
        let query = Query::from(text);
        assert!(query.finds_nothing() && !query.notes().is_empty(), "{text}");
    }
}

#[test]
fn a_smiley_is_no_disaster() {
    let no_word = |sign: &str| Note::NoWord(sign.into());
    let ignored = || Note::IgnoredOperator(")".into());
    reads("a :)", &[&[a()]], &[], &[no_word(":"), ignored()]);
    reads("a ;-) b", &[&[a()], &[b()]], &[], &[no_word(";-"), ignored()]);
    reads("a :( b c", &[&[a()], &[b()], &[c()]], &[], &[no_word(":"), Note::UnclosedParenthesis]);
    reads("(a :) b", &[&[a()], &[b()]], &[], &[no_word(":")]);
}

#[test]
fn parentheses_between_quotation_marks_are_text() {
    reads("\"a (b OR c)\"", &[&[words(&["a", "b", "OR", "c"], Matching::Exact)]], &[], &[]);
    reads("tag:\"(x)\"", &[&[filter(Filter::Tag, "(x)")]], &[], &[]);
    reads("(\"a )\" OR b)", &[&[words(&["a"], Matching::Exact), b()]], &[], &[]);
}

#[test]
fn nesting_is_limited() {
    let nested = |depth: usize| format!("{}a{}", "b OR (c ".repeat(depth), ")".repeat(depth));
    let deepest = Query::from(&*nested(16));
    assert_eq!(deepest.notes(), []);
    assert_eq!(Query::from(&*deepest.to_string()), deepest);
    let deeper = Query::from(&*nested(17));
    assert_eq!(deeper.notes(), [Note::TooDeep]);
    assert_eq!(Query::from(&*deeper.to_string()), deeper);
    for text in ["(".repeat(4096), "(a OR ".repeat(600), "-(".repeat(2000), "a OR(b ".repeat(580)] {
        let query = Query::from(&*text);
        assert_eq!(Query::from(&*query.to_string()), query);
        assert!(query.notes().contains(&Note::TooDeep));
        let data = serde_json::to_string(&query).unwrap();
        assert_eq!(serde_json::from_str::<Query>(&data).unwrap(), query);
    }
    // A query that is built is held to it too.
    let built = (0..40).fold(a(), |term, _| all(&[&[b(), term], &[c()]], &[]));
    let query = Query::new().any_of([built, d()]);
    assert_eq!(query.notes(), [Note::TooDeep]);
    assert_eq!(Query::from(&*query.to_string()), query);
}

#[test]
fn terms_between_parentheses_count_toward_the_limit() {
    let text = format!("(a b) OR ({})", vec!["c"; 300].join(" "));
    let query = Query::from(&*text);
    let held = all(&vec![&[c()][..]; 254], &[]);
    assert_eq!(query.groups(), [[all(&[&[a()], &[b()]], &[]), held]]);
    assert_eq!(query.notes(), [Note::TooManyTerms]);
    let pairs = (0..200).map(|_| Term::all_of([a(), b()]));
    let query = Query::new().any_of(pairs);
    assert_eq!((query.groups()[0].len(), query.notes()), (128, &[Note::TooManyTerms][..]));
}

#[test]
fn a_query_that_is_built_has_no_needless_parentheses() {
    let both = || Term::all_of([a(), b()]);
    assert_eq!(Query::new().all_of([both(), c()]), Query::from("a b c"));
    assert_eq!(Query::new().any_of([both(), c()]), Query::from("(a b) OR c"));
    assert_eq!(Query::new().none_of([both(), c()]), Query::from("-(a b) -c"));
    let either = all(&[&[a(), both()]], &[]);
    assert_eq!(Query::new().any_of([either.clone(), c()]), Query::from("a OR (a b) OR c"));
    assert_eq!(Query::new().none_of([either]), Query::from("-a -(a b)"));
    assert_eq!(Query::new().any_of([Term::all_of([]), c()]), Query::from("c"));
    assert!(Query::new().any_of([Term::all_of([Term::word("!!!")])]).finds_nothing());
    assert_eq!(Query::new().any_of([both().within(Field::Dek), c()]).to_string(), "(dek:a dek:b) OR c");
}

#[test]
fn what_was_stored_before_parentheses_grouped_is_read() {
    let stored = r#"{ "groups": [["has_image"]], "notes": ["ignored_parentheses"] }"#;
    let query: Query = serde_json::from_str(stored).unwrap();
    assert_eq!((query.groups(), query.notes()), (&[vec![Term::HasImage]][..], &[Note::TooDeep][..]));
}

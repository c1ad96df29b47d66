//! Two versions of an article make the same one, whichever comes first.

use chrono::TimeDelta;
use dateline::{Archive, ArticleId, Moment, NewArticle};

use crate::dice::Dice;
use crate::failure::{Failure, holds, same};
use crate::item::Item;
use crate::model::merge::fields;
use crate::model::stored::own;
use crate::step::beginning;

/// What the order of arrival may decide: the first address is the one that an article is called by.
const OF_THE_FIRST: &[&str] = &["uri", "url", "urls"];

/// Saves two versions in either order, and compares what becomes of them, if they are taken for one.
pub fn compare(archive: &Archive, dice: &mut Dice) -> Result<(), Failure> {
    let mut one = Item::pick(dice, beginning());
    let mut other = one.vary(dice, beginning());
    for (item, hour) in [(&mut one, 3), (&mut other, 3 + 2 * dice.roll(2) as i64)] {
        item.new.clear.clear();
        item.new.version = None;
        let at = beginning() - TimeDelta::hours(hour);
        item.new.modified = Some(Moment::from(at));
    }
    if one.new.modified == other.new.modified {
        // Of two editions of one time the later arrival stands.
        return Ok(());
    }
    let forth = arrive(archive, &one.new, &other.new)?;
    let back = arrive(archive, &other.new, &one.new)?;
    let (Some(forth), Some(back)) = (forth, back) else { return Ok(()) };
    for field in forth.keys().chain(back.keys()).filter(|field| !OF_THE_FIRST.contains(&field.as_str())) {
        holds(forth.get(field) == back.get(field), || {
            format!(
                "{field} by the order of arrival: {:?}, {:?}\n    {}\n    {}",
                forth.get(field),
                back.get(field),
                serde_json::to_string(&one.new).unwrap_or_default(),
                serde_json::to_string(&other.new).unwrap_or_default(),
            )
        })?;
    }
    same("fields", &forth.len(), &back.len())
}

/// Saves two versions into an empty archive, and empties it. Returns the article that they made, if it is one.
fn arrive(
    archive: &Archive,
    first: &NewArticle,
    second: &NewArticle,
) -> Result<Option<serde_json::Map<String, serde_json::Value>>, Failure> {
    let save = |new: &NewArticle| archive.write_at(beginning(), |tx| tx.save(new));
    let (first, second) = (save(first)?.id, save(second)?.id);
    let document = |id: ArticleId| {
        archive.try_read(|s| -> Result<_, Failure> {
            let article = s.article(id)?.ok_or_else(|| Failure("it is gone".into()))?;
            Ok(fields(&own(s.document(&article)?)))
        })
    };
    let one = first.filter(|id| second == Some(*id)).map(document).transpose()?;
    for id in [first, second].into_iter().flatten().collect::<std::collections::BTreeSet<_>>() {
        archive.write(|tx| tx.remove_article(id))?;
    }
    Ok(one)
}

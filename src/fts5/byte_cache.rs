//! A cache of bounded size.

use std::borrow::Borrow;
use std::collections::{HashMap, VecDeque};
use std::hash::Hash;

use foldhash::fast::RandomState;
use parking_lot::Mutex;

/// A cache of bounded size in bytes. The oldest entries leave first: to clear it at once would return the memory to the system,
/// which is slow to give it again.
pub(super) struct ByteCache<K, V> {
    most_bytes: usize,
    values: Mutex<Values<K, V>>,
}

struct Values<K, V> {
    /// With the number of bytes of each.
    by_key: HashMap<K, (V, usize), RandomState>,
    order: VecDeque<K>,
    bytes: usize,
}

impl<K: Clone + Eq + Hash, V: Clone> ByteCache<K, V> {
    pub(super) fn new(most_bytes: usize) -> Self {
        let values = Values { by_key: HashMap::default(), order: VecDeque::new(), bytes: 0 };
        Self { most_bytes, values: Mutex::new(values) }
    }

    pub(super) fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.values.lock().by_key.get(key).map(|(value, _)| value.clone())
    }

    /// Keeps a value of so many bytes.
    pub(super) fn insert(&self, key: K, value: V, bytes: usize) {
        let values = &mut *self.values.lock();
        values.bytes += bytes;
        match values.by_key.insert(key.clone(), (value, bytes)) {
            Some((_, before)) => values.bytes -= before,
            None => values.order.push_back(key),
        }
        // Each round takes a key off `order`.
        while values.bytes > self.most_bytes
            && let Some(first) = values.order.pop_front()
        {
            let gone = values.by_key.remove(&first);
            values.bytes -= gone.map_or(0, |(_, bytes)| bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_go_where_there_is_no_room() {
        let cache = ByteCache::new(100);
        for number in 0..5 {
            cache.insert(number, "text", 30);
        }
        assert_eq!(
            [0, 1, 2, 3, 4].map(|number| cache.get(&number).is_some()),
            [false, false, true, true, true]
        );
        cache.insert(3, "another", 40);
        assert_eq!((cache.get(&2), cache.get(&3)), (Some("text"), Some("another")));
        cache.insert(5, "of more bytes than there is room for", 101);
        assert!([2, 3, 4, 5].iter().all(|number| cache.get(number).is_none()));
    }
}

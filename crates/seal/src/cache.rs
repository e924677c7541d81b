//! A bounded cache that forgets what was not used lately. Keys in it are zeroed as they leave.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

/// A cache in two generations. New and used entries are young; when there are as many young ones
/// as half of the capacity, the old generation is dropped and the young one takes its place.
pub struct BoundedCache<K, V> {
    generations: Mutex<Generations<K, V>>,
    half: usize,
}

struct Generations<K, V> {
    young: HashMap<K, V>,
    old: HashMap<K, V>,
}

impl<K: Eq + Hash, V: Clone> BoundedCache<K, V> {
    /// A cache of at most `capacity` entries, and at least two.
    pub fn new(capacity: usize) -> Self {
        Self {
            generations: Mutex::new(Generations { young: HashMap::new(), old: HashMap::new() }),
            half: (capacity / 2).max(1),
        }
    }

    /// The entry of this key.
    pub fn find(&self, key: &K) -> Option<V> {
        let mut generations = self.lock();
        if let Some(value) = generations.young.get(key) {
            return Some(value.clone());
        }
        let (key, value) = generations.old.remove_entry(key)?;
        let found = value.clone();
        self.put(&mut generations, key, value);
        Some(found)
    }

    /// Keeps an entry.
    pub fn insert(&self, key: K, value: V) {
        let mut generations = self.lock();
        generations.old.remove(&key);
        self.put(&mut generations, key, value);
    }

    /// Forgets an entry.
    pub fn remove(&self, key: &K) {
        let mut generations = self.lock();
        generations.young.remove(key);
        generations.old.remove(key);
    }

    /// Forgets all entries whose keys are like this.
    pub fn remove_all(&self, are_to_go: impl Fn(&K) -> bool) {
        let mut generations = self.lock();
        generations.young.retain(|key, _| !are_to_go(key));
        generations.old.retain(|key, _| !are_to_go(key));
    }

    /// How many entries are kept.
    pub fn len(&self) -> usize {
        let generations = self.lock();
        generations.young.len() + generations.old.len()
    }

    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn put(&self, generations: &mut Generations<K, V>, key: K, value: V) {
        if generations.young.len() >= self.half && !generations.young.contains_key(&key) {
            generations.old = std::mem::take(&mut generations.young);
        }
        generations.young.insert(key, value);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Generations<K, V>> {
        // A panic between two map operations leaves a smaller cache, never a wrong one.
        self.generations.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn it_never_holds_more_than_its_capacity() {
        let cache = BoundedCache::new(10);
        for number in 0..1000 {
            cache.insert(number, number);
            assert!(cache.len() <= 10);
        }
        assert_eq!(cache.find(&999), Some(999));
        assert_eq!(cache.find(&0), None);
    }

    #[test]
    fn what_is_used_stays() {
        let cache = BoundedCache::new(10);
        cache.insert(0, "used");
        for number in 1..1000 {
            assert_eq!(cache.find(&0), Some("used"));
            cache.insert(number, "new");
        }
    }

    #[test]
    fn what_leaves_is_dropped() {
        let cache = BoundedCache::new(2);
        let value = Arc::new(());
        cache.insert(1, value.clone());
        cache.insert(2, Arc::new(()));
        cache.insert(3, Arc::new(()));
        assert_eq!(Arc::strong_count(&value), 1);
        cache.insert(4, value.clone());
        cache.remove(&4);
        assert_eq!(Arc::strong_count(&value), 1);
    }
}

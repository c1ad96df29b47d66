//! Values that a connection keeps from one read to the next.

use std::any::{Any, TypeId};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

type Values = HashMap<TypeId, Arc<dyn Any + Send + Sync>>;

/// Values, one of each type, that hold as long as nobody changes the archive.
#[derive(Default)]
pub(crate) struct SnapshotCache {
    /// SQLite's number for the state that they were read from.
    version: Cell<i64>,
    values: RefCell<Values>,
}

impl SnapshotCache {
    /// Forgets all if it is of another state.
    pub(super) fn keep(&self, version: i64) {
        if self.version.replace(version) != version {
            self.values.borrow_mut().clear();
        }
    }

    pub(super) fn get<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        let value = self.values.borrow().get(&TypeId::of::<T>()).cloned();
        value?.downcast().ok()
    }

    pub(super) fn put<T: Any + Send + Sync>(&self, value: &Arc<T>) {
        self.values.borrow_mut().insert(TypeId::of::<T>(), Arc::clone(value) as _);
    }
}

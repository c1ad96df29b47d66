//! Feeds of other projects' tests, where they are at hand.

//! The order of results beside that of a program which scores every article, by the formula of
//! `docs/ranking.md`.

mod arrivals;
mod ask;
mod brute;
mod corpus;
#[path = "../common/dice.rs"]
mod dice;
mod edges;
mod explain;
mod large;
mod pieces;
mod random;
mod scoring;
mod story;

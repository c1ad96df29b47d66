//! The weights of the features: fitted by `benches/readers/fit.rs` on pages of many houses.

use super::features::Features;

pub(super) const WEIGHTS: Features = [
    -0.11, -1.14, 2.75, 2.87, -0.13, 1.52, -1.55, -0.91, -0.49, -2.47, -1.04, -0.12, -0.74, 0.40, 1.96,
    -0.78, -1.04, 0.18, -0.48, 1.41, -0.24, 0.81, -2.11, -0.16, -1.22, 0.46, -1.78, 1.16, 3.43, 3.28,
];

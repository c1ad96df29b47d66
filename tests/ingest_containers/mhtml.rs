//! Pages with their pictures.

//! `embed_migrations!` doesn't notice a new file by itself.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
}

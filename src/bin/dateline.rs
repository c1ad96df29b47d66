//! The command line of Dateline. What it does is in `src/cli`, a file a command.

#[path = "../cli/mod.rs"]
mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}

//! The page of benchmarks: every mode in one sitting, and what they print put into the page, behind what is slower than a peer.

mod document;
mod reached;
mod slower;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Outcome;
use crate::options::Options;
use document::Document;

/// The modes that make the sections of the page, in the order in which they run.
const SECTIONS: [&str; 6] = ["saving", "small", "parallel", "speed", "size", "growth"];

pub fn run(options: &Options) -> Outcome {
    let mut document = Document::read(&options.page)?;
    let is_asked = |section: &str| options.only.is_empty() || options.only.iter().any(|only| only == section);
    for section in SECTIONS.into_iter().filter(|section| is_asked(section)) {
        eprintln!("{section} …");
        document.replace(section, &printed(section, options)?)?;
    }
    let text: String = SECTIONS.iter().filter_map(|section| document.section(section)).collect();
    let link = slower::plot(&text).written(&plots(options), "peers")?;
    document.replace("slower", &format!("{}\n{link}", slower::than_a_peer(&text)))?;
    let reached = document.section("reached").map(|table| reached::filled(table, &text));
    document.replace("reached", reached.as_deref().unwrap_or_default())?;
    document.write()
}

/// Returns the folder of plots, beside the page.
fn plots(options: &Options) -> PathBuf {
    options.page.parent().unwrap_or(Path::new(".")).join("plots")
}

/// Returns what a mode prints, in a process of its own.
fn printed(mode: &str, options: &Options) -> Outcome<String> {
    let sizes: Vec<String> = options.sizes.iter().map(u32::to_string).collect();
    let mut command = Command::new(std::env::current_exe()?);
    command.args([mode, "--articles", &options.articles.to_string(), "--years", &options.years.to_string()]);
    command.args(["--rounds", &options.rounds.to_string()]);
    command.args(["--sizes", &sizes.join(",")]).arg("--plots").arg(plots(options));
    if let Some(folder) = &options.folder {
        command.arg("--folder").arg(folder);
    }
    let output = command.stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(format!("{mode}: {}", output.status).into());
    }
    Ok(demoted(&String::from_utf8(output.stdout)?))
}

/// The headings one level down: a mode's first is a section of the page.
fn demoted(text: &str) -> String {
    let line = |line: &str| if line.starts_with('#') { format!("#{line}\n") } else { format!("{line}\n") };
    text.lines().map(line).collect()
}

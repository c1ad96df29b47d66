//! Programs in Python, where they are installed: `DATELINE_PYTHON` names the interpreter.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use dateline::NewArticle;
use serde_json::{Value, json};

use crate::Outcome;
use crate::measure::Took;
use crate::related::seconds;

const SCRIPT: &str = include_str!("../../python/saving.py");

pub struct Python {
    interpreter: PathBuf,
    script: PathBuf,
    stories: PathBuf,
}

impl Python {
    /// Writes the script and the stories, a line of JSON each, to a folder.
    pub fn write(folder: &Path, stories: &[NewArticle]) -> Outcome<Self> {
        let interpreter = std::env::var_os("DATELINE_PYTHON").unwrap_or_else(|| "python3".into()).into();
        let (script, lines) = (folder.join("saving.py"), folder.join("stories.jsonl"));
        fs::write(&script, SCRIPT)?;
        let mut out = BufWriter::new(File::create(&lines)?);
        for (place, story) in stories.iter().enumerate() {
            let row = json!({
                "id": place + 1, "published": seconds(story), "headline": story.headline, "body": story.body,
            });
            writeln!(out, "{row}")?;
        }
        out.flush()?;
        Ok(Self { interpreter, script, stories: lines })
    }

    pub fn stories(&self) -> &Path {
        &self.stories
    }

    /// Returns what saving takes, without the start of the interpreter; `None` where the peer isn't installed.
    pub fn run(&self, peer: &str, input: &Path, file: &Path) -> Outcome<Option<Took>> {
        let Some(said) = self.ask(&[peer.as_ref(), input.as_os_str(), file.as_os_str()])? else {
            return Ok(None);
        };
        let seconds = |name: &str| said[name].as_f64().ok_or_else(|| format!("{peer}: no {name} in {said}"));
        Ok(Some(Took { wall: seconds("wall")?, processor: seconds("processor")? }))
    }

    /// Says which version of a peer there is.
    pub fn version(&self, peer: &str) -> Outcome<String> {
        let said = self.ask(&[peer.as_ref()])?;
        Ok(match said.as_ref().and_then(|said| said["version"].as_str()) {
            Some(version) => format!("{peer} {version}"),
            None => format!("{peer} is not installed"),
        })
    }

    /// Runs the script, which prints an object of JSON, or null where the peer isn't installed.
    fn ask(&self, words: &[&std::ffi::OsStr]) -> Outcome<Option<Value>> {
        let Ok(output) = Command::new(&self.interpreter).arg(&self.script).args(words).output() else {
            return Ok(None);
        };
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        let said: Value = serde_json::from_slice(&output.stdout)?;
        Ok(Some(said).filter(|said| !said.is_null()))
    }
}

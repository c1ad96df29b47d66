//! A folder with an archive in it, and the program to call on it.

use std::fs;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

pub const FERRY: &str = r#"{
    "url": "https://courier.example/ferry", "publication": "The Courier", "section": "Harbour",
    "published": "2024-03-04T09:30", "headline": "Ferry stops sailing", "byline": "By Marta Lindqvist",
    "body": ["The ferry stopped on Monday.", "A bridge takes its place."], "credits": ["Marta Lindqvist"],
    "people": ["Ada Fennick"], "tags": ["Harbour", "Port Authority"], "language": "en",
    "images": [{"role": "lead", "captions": [{"text": "The last run.", "credit": "NPA/JORAM VALE", "agency": "NPA"}]}]
}"#;

/// A folder with an archive in it, and the program to call on it.
pub struct Desk {
    pub folder: TempDir,
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// With the ferry in it.
    pub fn with_ferry() -> Self {
        let desk = Self::new();
        desk.text(&["ingest", &desk.file("ferry.json", FERRY)]);
        desk
    }

    pub fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Returns the path of the archive.
    pub fn db(&self) -> String {
        self.folder.path().join("news.db").to_str().unwrap().to_owned()
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.current_dir(self.folder.path()).args(args);
        command.env_remove("DATELINE_DB").env_remove("NO_COLOR");
        command
    }

    /// Starts the program, with pipes to all that it reads and writes.
    pub fn spawn(&self, args: &[&str]) -> Child {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Returns the output of a command, which must succeed.
    pub fn text(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    pub fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.text(&[&["--json"], args].concat())).unwrap()
    }

    pub fn ids(&self, args: &[&str]) -> Vec<i64> {
        let found = self.json(args);
        found["hits"].as_array().unwrap().iter().map(|hit| hit["id"].as_i64().unwrap()).collect()
    }
}

pub fn lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

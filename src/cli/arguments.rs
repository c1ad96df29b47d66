//! Tells the words of a query from the options around it.

use std::ffi::{OsStr, OsString};

use clap::Command;

/// The argument in which a command takes the words of a query.
const QUERY: &str = "query";

/// Returns the arguments of the program, in an order that clap reads as people mean them.
///
/// A word of a query may begin with `-`, as in `search bridge -toll --limit 5`, which clap takes for a
/// short option. So the words go to the end, behind `--`. What begins with `--` stays an option, known
/// or not.
pub fn ordered(arguments: Vec<OsString>, cli: &mut Command) -> Vec<OsString> {
    // Only a built command knows the global options.
    cli.build();
    let mut arguments = arguments.into_iter();
    let mut ordered: Vec<OsString> = arguments.next().into_iter().collect();
    let mut command = &*cli;
    let mut words = Vec::new();
    while let Some(argument) = arguments.next() {
        if argument == "--" {
            words.extend(arguments.by_ref());
        } else if is_option(&argument, command) {
            let value = if takes_value(&argument, command) { arguments.next() } else { None };
            ordered.extend([argument].into_iter().chain(value));
        } else if takes_query(command) {
            words.push(argument);
        } else {
            command = command.find_subcommand(&argument).unwrap_or(command);
            ordered.push(argument);
        }
    }
    if !words.is_empty() {
        ordered.push("--".into());
        ordered.extend(words);
    }
    ordered
}

fn takes_query(command: &Command) -> bool {
    command.get_positionals().any(|argument| argument.get_id() == QUERY)
}

fn is_option(argument: &OsStr, command: &Command) -> bool {
    let bytes = argument.as_encoded_bytes();
    match bytes {
        [b'-', b'-', ..] => true,
        [b'-', short] => !takes_query(command) || has_short(command, char::from(*short)),
        [b'-', _, ..] => !takes_query(command),
        _ => false,
    }
}

fn has_short(command: &Command, short: char) -> bool {
    command.get_arguments().any(|argument| argument.get_short() == Some(short))
}

/// Returns true if the next argument is the value of this option.
fn takes_value(option: &OsStr, command: &Command) -> bool {
    let Some(name) = option.to_str().and_then(|option| option.strip_prefix("--")) else { return false };
    let named = command.get_arguments().find(|argument| argument.get_long() == Some(name));
    named.is_some_and(|argument| argument.get_action().takes_values())
}

#[cfg(test)]
mod tests {
    use clap::{Arg, ArgAction};

    use super::*;

    fn cli() -> Command {
        let limit = Arg::new("limit").long("limit");
        let query = Arg::new(QUERY).num_args(1..);
        let search = Command::new("search").arg(limit).arg(query);
        let list = Command::new("list").arg(Arg::new("path").num_args(1..));
        let json = Arg::new("json").long("json").global(true).action(ArgAction::SetTrue);
        let db = Arg::new("db").long("db").global(true);
        Command::new("dateline").args([json, db]).subcommands([search, list])
    }

    fn reads_as(typed: &str, expected: &str) {
        let arguments = typed.split(' ').map(OsString::from).collect();
        let expected: Vec<_> = expected.split(' ').map(OsString::from).collect();
        assert_eq!(ordered(arguments, &mut cli()), expected, "{typed}");
    }

    #[test]
    fn words_go_behind_the_options() {
        reads_as("dateline search bridge -toll --limit 5", "dateline search --limit 5 -- bridge -toll");
        reads_as("dateline search --json -harbour", "dateline search --json -- -harbour");
        reads_as("dateline search a OR b --db x -c", "dateline search --db x -- a OR b -c");
        reads_as("dateline --db x search -c --limit=5 d", "dateline --db x search --limit=5 -- -c d");
        reads_as("dateline search - -5", "dateline search -- - -5");
    }

    #[test]
    fn what_is_no_word_stays_what_it_is() {
        reads_as("dateline search -- --limit -toll", "dateline search -- --limit -toll");
        reads_as("dateline search fog --fog", "dateline search --fog -- fog");
        reads_as("dateline search fog -h", "dateline search -h -- fog");
        reads_as("dateline search -hfog", "dateline search -- -hfog");
        reads_as("dateline list -x a --json -", "dateline list -x a --json -");
        reads_as("dateline --db search search x", "dateline --db search search -- x");
        reads_as("dateline search --limit", "dateline search --limit");
    }
}

//! What a closure of the host may do with the connection: a rule for each action that SQLite asks about when it prepares
//! a statement.
//!
//! It guards against slips, not against intent: a closure has a whole connection in its hands.

use rusqlite::hooks::{AuthAction, TransactionOperation};

/// The beginning of the names that are a host's.
const HOST: &str = "ext_";

/// The part of the archive that a closure is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    /// Reads all, and writes tables of the host.
    Write,
}

/// What is known of the statement that is prepared.
#[derive(Default)]
pub(super) struct Rules {
    /// An index that it may make, which SQLite fills by building it anew.
    index: Option<String>,
    /// True if it drops a table of the host, which takes the last id that the table gave along.
    drops: bool,
}

impl Rules {
    /// Returns true if a closure may do it.
    pub fn allow(&mut self, access: Access, action: &AuthAction<'_>) -> bool {
        match action {
            AuthAction::Select | AuthAction::Recursive | AuthAction::Read { .. } => true,
            AuthAction::Function { function_name } => !function_name.eq_ignore_ascii_case("load_extension"),
            AuthAction::Pragma { pragma_name, pragma_value } => only_reads(pragma_name, *pragma_value),
            _ => access == Access::Write && self.allow_write(action),
        }
    }

    fn allow_write(&mut self, action: &AuthAction<'_>) -> bool {
        match *action {
            AuthAction::Delete { table_name: "sqlite_sequence" } => std::mem::take(&mut self.drops),
            // Renaming a column looks at what is temporary too.
            AuthAction::Update { table_name: "sqlite_temp_master", .. } => true,
            AuthAction::Insert { table_name }
            | AuthAction::Update { table_name, .. }
            | AuthAction::Delete { table_name } => is_host(table_name) || is_kept_by_sqlite(table_name),
            AuthAction::DropTable { table_name } | AuthAction::DropVtable { table_name, .. } => {
                self.drops = is_host(table_name);
                self.drops
            }
            AuthAction::CreateTable { table_name }
            | AuthAction::CreateVtable { table_name, .. }
            | AuthAction::AlterTable { table_name, .. }
            | AuthAction::CreateTrigger { table_name, .. }
            | AuthAction::DropTrigger { table_name, .. } => is_host(table_name),
            AuthAction::CreateView { view_name } | AuthAction::DropView { view_name } => is_host(view_name),
            AuthAction::CreateIndex { index_name, table_name } => {
                let is_allowed = is_host(table_name) || is_host(index_name);
                self.index = is_allowed.then(|| index_name.to_owned());
                is_allowed
            }
            AuthAction::DropIndex { index_name, table_name } => is_host(table_name) || is_host(index_name),
            AuthAction::Reindex { index_name } => {
                is_host(index_name) || self.index.as_deref() == Some(index_name)
            }
            _ => false,
        }
    }
}

fn is_host(name: &str) -> bool {
    name.starts_with(HOST)
}

/// Returns true for tables that SQLite and FTS5 write by themselves, and that no statement of a program can write: the
/// connection is defensive.
fn is_kept_by_sqlite(table: &str) -> bool {
    matches!(table, "sqlite_master" | "sqlite_schema") || table.starts_with("article_fts_")
}

/// Returns true if a pragma asks and sets nothing.
fn only_reads(name: &str, value: Option<&str>) -> bool {
    const OF_A_NAME: [&str; 9] = [
        "table_info",
        "table_xinfo",
        "table_list",
        "index_list",
        "index_info",
        "index_xinfo",
        "foreign_key_list",
        "foreign_key_check",
        // A new column may make SQLite look at the rows that are there.
        "quick_check",
    ];
    const OF_ALL: [&str; 10] = [
        "application_id",
        "collation_list",
        "compile_options",
        "data_version",
        "database_list",
        "encoding",
        "foreign_keys",
        "page_count",
        "page_size",
        "user_version",
    ];
    let is_one_of = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    is_one_of(&OF_A_NAME) || value.is_none() && is_one_of(&OF_ALL)
}

/// Returns an action in words, to be named in an error.
pub(super) fn describe(action: &AuthAction<'_>) -> String {
    match action {
        AuthAction::Insert { table_name: "sqlite_temp_master" } => {
            "a temporary table, view or trigger".into()
        }
        AuthAction::Insert { table_name } => format!("an insert into {table_name}"),
        AuthAction::Update { table_name, column_name } => format!("an update of {table_name}.{column_name}"),
        AuthAction::Delete { table_name } => format!("a delete from {table_name}"),
        AuthAction::CreateTable { table_name }
        | AuthAction::CreateTempTable { table_name }
        | AuthAction::CreateVtable { table_name, .. } => format!("a new table {table_name}"),
        AuthAction::DropTable { table_name } | AuthAction::DropVtable { table_name, .. } => {
            format!("dropping table {table_name}")
        }
        AuthAction::AlterTable { table_name, .. } => format!("altering table {table_name}"),
        AuthAction::CreateIndex { index_name, table_name } => format!("index {index_name} on {table_name}"),
        AuthAction::CreateTrigger { trigger_name, table_name } => {
            format!("trigger {trigger_name} on {table_name}")
        }
        AuthAction::CreateView { view_name } => format!("a new view {view_name}"),
        AuthAction::Transaction { operation } => format!("{} of a transaction", word(operation)),
        AuthAction::Savepoint { operation, savepoint_name } => {
            format!("{} of savepoint {savepoint_name}", word(operation))
        }
        AuthAction::Attach { filename } => format!("attaching {filename}"),
        AuthAction::Pragma { pragma_name, .. } => format!("pragma {pragma_name}"),
        other => format!("{other:?}"),
    }
}

/// Returns the word of an operation; of a transaction SQLite has two more, which end it.
fn word(operation: &TransactionOperation) -> &'static str {
    match operation {
        TransactionOperation::Begin => "begin",
        TransactionOperation::Rollback => "rollback",
        TransactionOperation::Release => "release",
        _ => "commit",
    }
}

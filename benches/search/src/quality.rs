use crate::Outcome;
use crate::ir::Set;
use crate::judge::marks;
use rusqlite::Connection;
use std::collections::HashMap;
use std::path::Path;

pub fn run(corpora: &Path) -> Outcome {
    for name in ["cranfield", "med", "cisi", "clef2020-dev"] {
        let set = Set::read(&corpora.join("ir").join(name))?;
        for limit in [100, 1000, 100000] {
            let conn = Connection::open_in_memory()?;
            conn.execute_batch(
                "CREATE VIRTUAL TABLE t USING fts5(title, body, tokenize='porter unicode61')",
            )?;
            for (row, d) in set.documents.iter().enumerate() {
                conn.execute(
                    "INSERT INTO t(rowid,title,body) VALUES(?1,?2,?3)",
                    (row as i64, &d.title, &d.body),
                )?;
            }
            let judged: Vec<&HashMap<String, u32>> = set.questions.iter().map(|q| &q.1).collect();
            let mut r = Vec::new();
            for (w, _) in &set.questions {
                let m = w.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(" OR ");
                let mut s =
                    conn.prepare_cached("SELECT rowid FROM t WHERE t MATCH ?1 ORDER BY rank LIMIT ?2")?;
                let ids: Vec<usize> = s
                    .query_map((m, limit), |r| r.get::<_, i64>(0).map(|i| i as usize))?
                    .collect::<rusqlite::Result<_>>()?;
                r.push(ids.into_iter().map(|i| set.documents[i].id.clone()).collect::<Vec<_>>());
            }
            let m = marks(&r, &judged);
            println!("{name} {limit} {} map {:.4} ndcg {:.4} mrr {:.4}", judged.len(), m.map, m.ndcg, m.mrr);
        }
    }
    Ok(())
}

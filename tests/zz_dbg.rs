#[test]
fn dbg() {
    let b = std::fs::read(std::env::var("F").unwrap()).unwrap();
    let r = dateline::ingest::read("x.txt", &b).unwrap();
    let t = String::from_utf8_lossy(&b);
    for s in &r.articles[0].spans {
        println!("{:?} {:?}", s.field, &t[s.range.clone()].chars().take(160).collect::<String>());
    }
    println!(
        "{}",
        serde_json::to_string_pretty(&r.articles[0].article).unwrap().chars().take(6000).collect::<String>()
    );
    println!("{:?}", r.articles[0].warnings);
}

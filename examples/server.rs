//! A small web server: searches an archive over HTTP, each search on a thread where waiting harms nobody, and ends it when
//! whoever asked has hung up.
//!
//!     cargo run --example server                      asks itself, and prints what it answered
//!     cargo run --example server -- 127.0.0.1:8080    serves until it is stopped: /search?q=ferry, /article/1

use std::error::Error;
use std::net::SocketAddr;
use std::sync::mpsc;
use std::time::Duration;

use dateline::{Archive, ArticleId, CancelToken, NewArticle, Query};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::spawn_blocking;
use url::Url;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// The longest request line with its headers.
const LONGEST_REQUEST: usize = 8 * 1024;

/// The handle of a server; a clone is another handle of the same.
#[derive(Clone)]
struct Server {
    archive: Archive,
    log: UnboundedSender<String>,
}

fn main() -> Outcome<()> {
    // A handle is opened once and cloned for each task.
    let archive = Archive::in_memory()?; // or Archive::open("news.db")
    let stories = [
        ("Ferry delayed by fog", "The ferry waited in port until the fog lifted at noon."),
        ("Harbour bridge opens", "Two years late, the bridge takes the place of the ferry."),
        ("Market moves to the quay", "Stalls will stand where the ferry landed."),
    ];
    let stories: Vec<_> =
        stories.map(|(headline, body)| NewArticle::new(headline, body).language("en")).into();
    archive.write(|tx| tx.save_all(&stories))?;

    let (log, lines) = unbounded_channel();
    let server = Server { archive, log };
    // As many searches at once as the machine has processors are enough; here one, so that the second has to wait.
    let runtime = Builder::new_current_thread().enable_io().max_blocking_threads(1).build()?;
    match std::env::args().nth(1) {
        Some(address) => runtime.block_on(async { server.serve(TcpListener::bind(address).await?).await }),
        None => runtime.block_on(ask(server, lines)),
    }
}

impl Server {
    async fn serve(self, listener: TcpListener) -> Outcome<()> {
        loop {
            let (stream, _) = listener.accept().await?;
            let server = self.clone();
            tokio::spawn(async move {
                if let Err(error) = server.answer(stream).await {
                    _ = server.log.send(format!("failed: {error}"));
                }
            });
        }
    }

    /// Answers one request. Whatever comes first ends it: the answer, or the end of the connection.
    async fn answer(&self, mut stream: TcpStream) -> Outcome<()> {
        let target = read_target(&mut stream).await?;
        let (mut incoming, mut outgoing) = stream.split();
        let mut nothing = [0];
        let (status, body) = tokio::select! {
            // In this order: a search begins before it is seen that nobody waits for it.
            biased;
            answer = self.respond(&target) => answer,
            _ = incoming.read(&mut nothing) => {
                // Dropping the other future has dropped its guard, which ends the search.
                _ = self.log.send(format!("hung up: {target}"));
                return Ok(());
            }
        };
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        outgoing.write_all(head.as_bytes()).await?;
        outgoing.write_all(body.as_bytes()).await?;
        Ok(())
    }

    async fn respond(&self, target: &str) -> (&'static str, String) {
        let answer = match Url::parse("http://localhost").and_then(|base| base.join(target)) {
            Err(_) => Ok(None),
            Ok(url) => match url.path().split('/').collect::<Vec<_>>()[..] {
                [_, "search"] => {
                    let typed =
                        url.query_pairs().find(|(name, _)| name == "q").map(|(_, typed)| typed.into_owned());
                    self.search(typed.unwrap_or_default()).await.map(Some)
                }
                [_, "article", id] => self.article(id.parse().unwrap_or_default()).await,
                _ => Ok(None),
            },
        };
        match answer {
            Ok(Some(value)) => ("200 OK", value.to_string()),
            Ok(None) => ("404 Not Found", json!({ "error": "not found" }).to_string()),
            Err(error) => ("500 Internal Server Error", json!({ "error": error.to_string() }).to_string()),
        }
    }

    async fn search(&self, typed: String) -> dateline::Result<Value> {
        let cancel = CancelToken::new();
        let _guard = CancelOnDrop(cancel.clone());
        // Any text is a query, and a search ends by its deadline with what it has found.
        let query = Query::from(&*typed).limit(10).deadline(Duration::from_secs(1)).cancel(&cancel);
        let server = self.clone();
        let search = spawn_blocking(move || {
            let page = server.archive.search(&query);
            if let Err(error) = &page {
                _ = server.log.send(format!("searching {typed:?}: {error}"));
            }
            page
        });
        let page = search.await.expect("searching doesn't panic")?;
        let hits = page.hits.iter().map(|hit| json!({ "id": hit.id, "headline": hit.headline.html() }));
        Ok(json!({ "total": page.total.count, "hits": hits.collect::<Vec<_>>() }))
    }

    async fn article(&self, id: i64) -> dateline::Result<Option<Value>> {
        let archive = self.archive.clone();
        let read = spawn_blocking(move || archive.read(|snapshot| snapshot.article(ArticleId(id))));
        let article = read.await.expect("reading doesn't panic")?;
        Ok(article.map(|article| json!({ "headline": article.headline, "body": article.body })))
    }
}

/// Ends a search when the future that waits for it is dropped: its thread would go on.
struct CancelOnDrop(CancelToken);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// Reads the head of a request, and returns what it asks for.
async fn read_target(stream: &mut TcpStream) -> Outcome<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if head.len() == LONGEST_REQUEST {
            return Err("the request is too long".into());
        }
        head.push(stream.read_u8().await?);
    }
    let head = String::from_utf8(head)?;
    Ok(head.split(' ').nth(1).ok_or("no request")?.to_owned())
}

/// Asks a server of its own, as its users would.
async fn ask(server: Server, mut lines: UnboundedReceiver<String>) -> Outcome<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(server.serve(listener));
    for target in ["/search?q=ferries+-fog", "/article/2", "/article/9", "/search?q=%22(((", "/nowhere"] {
        println!("{target}\n  {}", get(address, target).await?);
    }

    // The one thread is busy, and who asks next doesn't wait for it.
    let (done, is_done) = mpsc::channel::<()>();
    let busy = spawn_blocking(move || is_done.recv());
    let mut impatient = TcpStream::connect(address).await?;
    impatient.write_all(b"GET /search?q=ferry HTTP/1.1\r\n\r\n").await?;
    drop(impatient);
    println!("{}", lines.recv().await.ok_or("the server ended")?);
    drop(done);
    _ = busy.await?;
    println!("{}", lines.recv().await.ok_or("the server ended")?);
    Ok(())
}

async fn get(address: SocketAddr, target: &str) -> Outcome<String> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(format!("GET {target} HTTP/1.1\r\nHost: {address}\r\n\r\n").as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    let (head, body) = answer.split_once("\r\n\r\n").ok_or("no answer")?;
    Ok(format!("{} {body}", &head["HTTP/1.1 ".len()..][..3]))
}

//! A pipe that Ctrl-C ends.

use std::io::{self, Cursor, Read};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use dateline::CancelToken;

/// Bytes that are read at once.
const CHUNK: usize = 64 << 10;
/// The time after which the token is looked at again.
const INTERVAL: Duration = Duration::from_millis(50);

/// What comes out of a pipe. A thread of its own waits for it, so that the wait ends when the token is canceled: with an
/// error, because what was read may be half of something.
pub struct Pipe<'c> {
    chunks: Receiver<io::Result<Vec<u8>>>,
    /// The chunk that is being read.
    chunk: Cursor<Vec<u8>>,
    cancel: &'c CancelToken,
}

impl<'c> Pipe<'c> {
    /// Opens a pipe, which may be waited for as well.
    pub fn open<R: Read>(
        open: impl FnOnce() -> io::Result<R> + Send + 'static,
        cancel: &'c CancelToken,
    ) -> io::Result<Self> {
        let (to_reader, chunks) = sync_channel(1);
        thread::Builder::new().spawn(move || {
            // Nobody reads any more where a chunk can't be sent.
            let send = |chunk| to_reader.send(chunk).is_ok();
            let read_all = |mut input: R| {
                while let Some(chunk) = read_chunk(&mut input).transpose() {
                    let is_last = chunk.is_err();
                    if !send(chunk) || is_last {
                        return;
                    }
                }
            };
            match open() {
                Ok(input) => read_all(input),
                Err(error) => _ = send(Err(error)),
            }
        })?;
        Ok(Self { chunks, chunk: Cursor::default(), cancel })
    }
}

/// Reads what there is, up to a chunk; `None` at the end.
fn read_chunk(input: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut chunk = vec![0; CHUNK];
    let read = loop {
        match input.read(&mut chunk) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => break read?,
        }
    };
    chunk.truncate(read);
    Ok((read > 0).then_some(chunk))
}

impl Read for Pipe<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        // Each round takes a chunk, or waits for one.
        loop {
            let read = self.chunk.read(into)?;
            if read > 0 || into.is_empty() {
                return Ok(read);
            }
            if self.cancel.is_canceled() {
                return Err(io::Error::other("the wait for it was ended"));
            }
            match self.chunks.recv_timeout(INTERVAL) {
                Ok(chunk) => self.chunk = Cursor::new(chunk?),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(0),
            }
        }
    }
}

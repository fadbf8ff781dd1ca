//! Stands between a client and a PostgreSQL server, and cuts the line when it is told to.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// Where the line is cut, once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// Before the next commit reaches the server: it fails and is not persisted.
    BeforeCommit,
    /// After the server has committed, before the client hears of it: it fails and is persisted.
    AfterCommit,
}

struct Shared {
    socket: PathBuf,
    cut: Mutex<Option<Cut>>,
    down: AtomicBool,
    stays_down: AtomicBool,
    cuts: AtomicU32,
    stopped: AtomicBool,
}

pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Proxy {
    /// In front of the server that listens on `socket`.
    pub fn start(socket: PathBuf) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            socket,
            cut: Mutex::new(None),
            down: AtomicBool::new(false),
            stays_down: AtomicBool::new(false),
            cuts: AtomicU32::new(0),
            stopped: AtomicBool::new(false),
        });
        let serving = shared.clone();
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                if serving.stopped.load(Ordering::SeqCst) {
                    return;
                }
                if !serving.down.load(Ordering::SeqCst) {
                    serve(client, &serving);
                }
            }
        });
        Self { address, shared }
    }

    /// The address of `database` through this proxy, for a `url` that leads to the server itself.
    pub fn address(&self, url: &str) -> String {
        let (user, rest) = url.split_once('@').unwrap();
        let (_, database) = rest.rsplit_once('/').unwrap();
        format!("{user}@{}/{database}", self.address)
    }

    /// Cuts the line at the next commit; new lines are let through.
    pub fn cut(&self, at: Cut) {
        self.shared.stays_down.store(false, Ordering::SeqCst);
        *self.shared.cut.lock().unwrap() = Some(at);
    }

    /// Cuts the line at the next commit, and lets nothing through from then on.
    pub fn cut_for_good(&self, at: Cut) {
        self.cut(at);
        self.shared.stays_down.store(true, Ordering::SeqCst);
    }

    /// Lets everything through again.
    pub fn mend(&self) {
        *self.shared.cut.lock().unwrap() = None;
        self.shared.down.store(false, Ordering::SeqCst);
    }

    /// How often a line was cut.
    pub fn cuts(&self) -> u32 {
        self.shared.cuts.load(Ordering::SeqCst)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // Wakes the listener, which then sees that it is over.
        let _ = TcpStream::connect(self.address);
    }
}

fn serve(client: TcpStream, shared: &Arc<Shared>) {
    let Ok(server) = UnixStream::connect(&shared.socket) else { return };
    client.set_nodelay(true).unwrap();
    let swallow = Arc::new(AtomicBool::new(false));
    let (up, down) = ((client.try_clone().unwrap(), server.try_clone().unwrap()), (client, server));
    let (shared_up, shared_down, swallow_up) = (shared.clone(), shared.clone(), swallow.clone());
    thread::spawn(move || upward(up.0, up.1, &shared_up, &swallow_up));
    thread::spawn(move || downward(down.0, down.1, &shared_down, &swallow));
}

fn upward(mut client: TcpStream, mut server: UnixStream, shared: &Shared, swallow: &AtomicBool) {
    let mut buffer = [0; 65536];
    while let Ok(length @ 1..) = client.read(&mut buffer) {
        let bytes = &buffer[..length];
        let mut sent = length;
        // A simple query ends with a zero byte; READ COMMITTED does not.
        if let Some(at) = find(bytes, b"COMMIT\0") {
            match shared.cut.lock().unwrap().take() {
                Some(Cut::BeforeCommit) => sent = at,
                Some(Cut::AfterCommit) => swallow.store(true, Ordering::SeqCst),
                None => {}
            }
        }
        if server.write_all(&bytes[..sent]).is_err() {
            break;
        }
        if sent < length {
            hang_up(&client, &server, shared);
            return;
        }
    }
    let _ = client.shutdown(Shutdown::Both);
    let _ = server.shutdown(Shutdown::Both);
}

fn downward(mut client: TcpStream, mut server: UnixStream, shared: &Shared, swallow: &AtomicBool) {
    let mut buffer = [0; 65536];
    let mut swallowed = Vec::new();
    while let Ok(length @ 1..) = server.read(&mut buffer) {
        if swallow.load(Ordering::SeqCst) {
            swallowed.extend_from_slice(&buffer[..length]);
            // The tag of a command that was carried out.
            if find(&swallowed, b"COMMIT\0").is_some() {
                hang_up(&client, &server, shared);
                return;
            }
        } else if client.write_all(&buffer[..length]).is_err() {
            break;
        }
    }
    let _ = client.shutdown(Shutdown::Both);
    let _ = server.shutdown(Shutdown::Both);
}

fn hang_up(client: &TcpStream, server: &UnixStream, shared: &Shared) {
    shared.down.store(shared.stays_down.load(Ordering::SeqCst), Ordering::SeqCst);
    shared.cuts.fetch_add(1, Ordering::SeqCst);
    let _ = server.shutdown(Shutdown::Both);
    let _ = client.shutdown(Shutdown::Both);
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

//! A server that speaks S3, written by others, inside the test: its buckets are folders of a temporary folder.

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use store::blob::Bucket;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

const KEY: &str = "ledger";
const SECRET: &str = "a secret of the tests";

/// Runs until it is dropped.
pub struct Server {
    root: TempDir,
    address: SocketAddr,
    _runtime: Runtime,
}

impl Server {
    pub fn start() -> Self {
        let root = TempDir::new().unwrap();
        fs::create_dir(root.path().join("evidence")).unwrap();
        let mut service = S3ServiceBuilder::new(FileSystem::new(root.path()).unwrap());
        service.set_auth(SimpleAuth::from_single(KEY, SECRET));
        let service = service.build();

        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        runtime.spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let service = service.clone();
                tokio::spawn(async move {
                    // The other side hangs up when it has what it wants.
                    let _ = Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(socket), service).await;
                });
            }
        });
        Self { root, address, _runtime: runtime }
    }

    /// Settings that reach it.
    pub fn bucket(&self) -> Bucket {
        Bucket {
            name: "evidence".into(),
            prefix: "ledger-1".into(),
            endpoint: format!("http://{}", self.address),
            region: "us-east-1".into(),
            access_key: KEY.into(),
            secret_key: SECRET.into(),
        }
    }

    /// Where it keeps the blobs of [`bucket`](Self::bucket).
    pub fn folder(&self) -> PathBuf {
        self.root.path().join("evidence/ledger-1")
    }
}

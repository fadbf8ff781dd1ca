//! Evidence in a bucket of any server that speaks S3.

use std::fmt;
use std::time::Duration;

use ledger::Bilingual;
use object_store::aws::{AmazonS3, AmazonS3Builder, Checksum};
use object_store::prefix::PrefixStore;
use object_store::{BackoffConfig, ClientOptions, RetryConfig};

use super::{BlobError, Doing};

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(5);

/// How long one request may take: 8 MiB over the slowest line that is worth waiting for (0.25 Mbit/s).
const REQUEST: Duration = Duration::from_secs(300);

/// How often a failed request is repeated, and for how long at most: a person waits at the other end.
const RETRIES: usize = 3;
const RETRY: Duration = Duration::from_secs(30);

/// A bucket and how to reach it. The server need not be Amazon's.
#[derive(Clone, PartialEq, Eq)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// What stands before the path of each blob, such as `ledger-1`; may be empty. Several ledgers may share a bucket, each
    /// under a prefix of its own.
    pub prefix: String,
    /// The server's address, such as `https://storage.example:9000`. With `http://` nothing is encrypted on the way.
    /// The certificate of an `https://` server must be trusted by the system.
    pub endpoint: String,
    /// The region that signatures name; servers of one's own mostly have `us-east-1`.
    pub region: String,
    /// Name of the access key.
    pub access_key: String,
    /// The access key's secret.
    pub secret_key: String,
}

/// Without the secret: settings are shown in logs.
impl fmt::Debug for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, prefix, endpoint, region, access_key, secret_key: _ } = self;
        write!(f, "Bucket(s3://{name}/{prefix} at {endpoint}, region {region}, as {access_key})")
    }
}

impl Bucket {
    pub(super) fn open(&self) -> Result<PrefixStore<AmazonS3>, BlobError> {
        if let Some(what) = self.fault() {
            return Err(BlobError::Settings { what });
        }
        // One provider of TLS for the whole program; an error says that it is chosen already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let retry = RetryConfig { backoff: BackoffConfig::default(), max_retries: RETRIES, retry_timeout: RETRY };
        let store = AmazonS3Builder::new()
            .with_bucket_name(&self.name)
            .with_endpoint(&self.endpoint)
            .with_region(&self.region)
            .with_access_key_id(&self.access_key)
            .with_secret_access_key(&self.secret_key)
            // The server checks each part that it is sent.
            .with_checksum_algorithm(Checksum::SHA256)
            .with_client_options(ClientOptions::new().with_connect_timeout(CONNECT).with_timeout(REQUEST))
            .with_allow_http(self.endpoint.starts_with("http://"))
            // One request a blob: not every server takes many at once.
            .with_disable_bulk_delete(true)
            .with_retry(retry)
            .build()
            .map_err(|error| BlobError::of_store(Doing::Open, error))?;
        Ok(PrefixStore::new(store, self.prefix.as_str()))
    }

    /// Everything that is wrong with the settings, so that nobody mends them one by one.
    fn fault(&self) -> Option<Bilingual> {
        let needed = [
            (&self.name, "bucket"),
            (&self.endpoint, "endpoint"),
            (&self.region, "region"),
            (&self.access_key, "access key"),
            (&self.secret_key, "secret key"),
        ];
        let mut faults: Vec<Bilingual> = needed
            .into_iter()
            .filter(|(value, _)| value.trim().is_empty())
            .map(|(_, name)| Bilingual::new(format!("缺少 {name}"), format!("{name} is missing")))
            .collect();
        if !self.endpoint.is_empty() && !["http://", "https://"].iter().any(|scheme| self.endpoint.starts_with(scheme))
        {
            let endpoint = &self.endpoint;
            faults.push(Bilingual::new(
                format!("endpoint“{endpoint}”须以 http:// 或 https:// 开头"),
                format!("the endpoint '{endpoint}' must begin with http:// or https://"),
            ));
        }
        (!faults.is_empty()).then(|| {
            let Bilingual { zh, en } = Bilingual::list(&faults);
            Bilingual::new(format!("S3 存储的设置不对：{zh}"), format!("the settings of the S3 store are wrong: {en}"))
        })
    }
}

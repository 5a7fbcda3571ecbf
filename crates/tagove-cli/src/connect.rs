//! From flags to a client.

use crate::demo::{self, DemoFlags};
use crate::failure::Failure;
use crate::{key, logs};
use std::path::PathBuf;
use tagove::{Client, ClientBuilder};
use tagove_server::Server;

/// How requests are made.
#[derive(clap::Args)]
#[command(next_help_heading = "Connection")]
pub(crate) struct Connection {
    /// Read the API key from the first line of this file instead of TAGOVE_API_KEY
    #[arg(long, value_name = "PATH")]
    api_key_file: Option<PathBuf>,
    /// Where the API is: https only, http for this machine's loopback
    /// [env: TAGOVE_BASE_URL] [default: https://api.tagove.com]
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// How the key is sent: as Bearer, or Basic with the key as user name
    #[arg(long, value_enum, default_value_t = Auth::Bearer)]
    auth: Auth,
    /// The form in which answers are asked for; they are read as what they are
    #[arg(long, value_enum, default_value_t = Accept::Json)]
    accept: Accept,
    /// Fail at the first value that does not fit, instead of warning of it; warnings about a whole list stay warnings
    #[arg(long)]
    strict: bool,
    /// Zone that the account's times are in, for example Europe/Berlin: times then have its offset
    /// [default: times stay without a zone]
    #[arg(long, value_name = "NAME")]
    time_zone: Option<String>,
    /// Longest time for one request (one page, not the whole list), in seconds
    #[arg(
        long,
        value_name = "SECONDS",
        default_value_t = 60.0,
        allow_negative_numbers = true
    )]
    timeout: f64,
    #[command(flatten)]
    demo: DemoFlags,
}

/// How the requests of a list are made.
#[derive(clap::Args)]
#[command(next_help_heading = "Connection")]
pub(crate) struct ListConnection {
    /// Pages asked for ahead of the one in use; 0 asks for none
    #[arg(long, value_name = "PAGES", default_value_t = 1)]
    prefetch: usize,
    #[command(flatten)]
    connection: Connection,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Auth {
    Bearer,
    Basic,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Accept {
    Json,
    Xml,
}

/// A client, and the local server that it asks if it is a demo.
pub(crate) struct Connected {
    pub(crate) client: Client,
    _server: Option<Server>,
}

impl Connection {
    /// Makes the client; no request is made.
    pub(crate) async fn open(self) -> Result<Connected, Failure> {
        self.open_with(Client::builder()).await
    }

    async fn open_with(self, builder: ClientBuilder) -> Result<Connected, Failure> {
        let timeout = demo::seconds("--timeout", self.timeout)?;
        let mut builder = builder.timeout(timeout).strict(self.strict);
        builder = builder.accept(match self.accept {
            Accept::Json => tagove::Accept::Json,
            Accept::Xml => tagove::Accept::Xml,
        });
        if let Some(zone) = self.time_zone {
            builder = builder.time_zone(zone);
        }
        builder = builder.auth(match self.auth {
            Auth::Bearer => tagove::Auth::Bearer,
            Auth::Basic => tagove::Auth::Basic,
        });
        let server = if self.demo.demo {
            logs::begin()?;
            let server = self.demo.start().await?;
            builder = builder.api_key(demo::KEY).base_url(server.url());
            Some(server)
        } else {
            let key = key::find(self.api_key_file.as_deref())?;
            logs::begin()?;
            builder = builder.api_key(key);
            if let Some(url) = self.base_url {
                builder = builder.base_url(url);
            }
            None
        };
        Ok(Connected {
            client: builder.build()?,
            _server: server,
        })
    }
}

impl ListConnection {
    /// Makes the client; no request is made.
    pub(crate) async fn open(self) -> Result<Connected, Failure> {
        let builder = Client::builder().prefetch(self.prefetch);
        self.connection.open_with(builder).await
    }
}
